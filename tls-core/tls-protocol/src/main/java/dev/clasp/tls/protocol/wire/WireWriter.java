package dev.clasp.tls.protocol.wire;

import dev.clasp.tls.crypto.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the presentation language of RFC 9846 §3.
 *
 * <p>Checks only what the wire can carry (a length must fit its prefix): strict decoding is the
 * reader's, so that the conformance harness can send nonsense through the same encoders. Closures
 * nest as length prefixes nest.
 */
public final class WireWriter {
  private final Optional<FieldMap> fields;
  private byte[] content = new byte[256];
  private int size;
  private String path = "";

  public WireWriter() {
    this.fields = Optional.empty();
  }

  /** Notes where every field lies; the harness edits by name with it. */
  public WireWriter(FieldMap fields) {
    this.fields = Optional.of(fields);
  }

  public WireWriter uint8(String field, int value) {
    return number(field, value, 1);
  }

  public WireWriter uint16(String field, int value) {
    return number(field, value, 2);
  }

  public WireWriter uint24(String field, int value) {
    return number(field, value, 3);
  }

  public WireWriter uint32(String field, long value) {
    return number(field, value, 4);
  }

  /** {@code opaque field[n]}. */
  public WireWriter fixed(String field, Bytes value) {
    int start = size;
    append(value);
    note(field, start, 0);
    return this;
  }

  /** {@code opaque field<..2^8-1>}. */
  public WireWriter opaque8(String field, Bytes value) {
    return prefixed(field, 1, out -> out.append(value));
  }

  /** {@code opaque field<..2^16-1>}. */
  public WireWriter opaque16(String field, Bytes value) {
    return prefixed(field, 2, out -> out.append(value));
  }

  /** {@code opaque field<..2^24-1>}. */
  public WireWriter opaque24(String field, Bytes value) {
    return prefixed(field, 3, out -> out.append(value));
  }

  /** A vector of structs with a length of 8 bits. */
  public WireWriter vector8(String field, Consumer<WireWriter> body) {
    return prefixed(field, 1, body);
  }

  /** A vector of structs with a length of 16 bits. */
  public WireWriter vector16(String field, Consumer<WireWriter> body) {
    return prefixed(field, 2, body);
  }

  /** A vector of structs with a length of 24 bits. */
  public WireWriter vector24(String field, Consumer<WireWriter> body) {
    return prefixed(field, 3, body);
  }

  /** The elements of a vector with a length of 16 bits. */
  public WireWriter list16(String field, List<? extends Encodable> elements) {
    return vector16(field, out -> elements.forEach(element -> element.encodeTo(out)));
  }

  /** Fields written by {@code body} get {@code name} in front of their names in the field map. */
  public WireWriter struct(String name, Consumer<WireWriter> body) {
    int start = size;
    String outer = path;
    path = join(name);
    body.accept(this);
    path = outer;
    note(name, start, 0);
    return this;
  }

  public int size() {
    return size;
  }

  public Bytes toBytes() {
    return Bytes.copyOf(content, 0, size);
  }

  private WireWriter prefixed(String field, int prefix, Consumer<WireWriter> body) {
    int start = size;
    grow(prefix);
    size += prefix;
    String outer = path;
    path = join(field);
    body.accept(this);
    path = outer;
    int length = size - start - prefix;
    check(field, length, prefix);
    store(start, length, prefix);
    note(field, start + prefix, prefix);
    return this;
  }

  private WireWriter number(String field, long value, int bytes) {
    check(field, value, bytes);
    int start = size;
    grow(bytes);
    store(size, value, bytes);
    size += bytes;
    note(field, start, 0);
    return this;
  }

  private void check(String field, long value, int bytes) {
    if (value < 0 || value >>> (8 * bytes) != 0) {
      throw new IllegalArgumentException(
          "%s: %d does not fit %d bytes".formatted(join(field), value, bytes));
    }
  }

  private void store(int offset, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      content[offset + i] = (byte) (value >>> (8 * (bytes - 1 - i)));
    }
  }

  private void append(Bytes value) {
    grow(value.size());
    size = value.copyTo(content, size);
  }

  private void grow(int more) {
    if (content.length - size < more) {
      content = Arrays.copyOf(content, Math.max(2 * content.length, size + more));
    }
  }

  private String join(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private void note(String field, int start, int prefix) {
    fields.ifPresent(map -> map.put(join(field), start, size - start, prefix));
  }
}
