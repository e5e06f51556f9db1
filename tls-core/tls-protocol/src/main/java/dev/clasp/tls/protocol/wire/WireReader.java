package dev.clasp.tls.protocol.wire;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.Rfc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the presentation language of RFC 9846 §3, strictly.
 *
 * <p>Every method takes the field's name first and throws {@link DecodeException} with the field's
 * path. Bounds are written as in the RFC ({@code <2..2^16-2>}). A vector must be consumed whole.
 */
public final class WireReader {
  private static final Rfc GRAMMAR = Rfc.rfc9846("6", 6);

  private final Bytes source;
  private final @Nullable WireReader outer;
  private final String name;
  private final int end;
  private int at;

  private WireReader(Bytes source, @Nullable WireReader outer, String name, int from, int end) {
    this.source = source;
    this.outer = outer;
    this.name = name;
    this.at = from;
    this.end = end;
  }

  /** Reads {@code source}; the name begins every path, such as {@code ClientHello}. */
  public static WireReader of(String name, Bytes source) {
    return new WireReader(source, null, name, 0, source.size());
  }

  public int remaining() {
    return end - at;
  }

  public boolean isEmpty() {
    return at == end;
  }

  /** A number of 8 bits. */
  public int uint8(String field) throws DecodeException {
    return (int) number(field, 1);
  }

  /** A number of 16 bits. */
  public int uint16(String field) throws DecodeException {
    return (int) number(field, 2);
  }

  /** A number of 24 bits. */
  public int uint24(String field) throws DecodeException {
    return (int) number(field, 3);
  }

  /** A number of 32 bits, unsigned. */
  public long uint32(String field) throws DecodeException {
    return number(field, 4);
  }

  /** {@code opaque field[length]}. */
  public Bytes fixed(String field, int length) throws DecodeException {
    require(field, length);
    at += length;
    return source.slice(at - length, at);
  }

  /** {@code opaque field<min..max>} with a length of 8 bits. */
  public Bytes opaque8(String field, int min, int max) throws DecodeException {
    return fixed(field, length(field, 1, min, max));
  }

  /** {@code opaque field<min..max>} with a length of 16 bits. */
  public Bytes opaque16(String field, int min, int max) throws DecodeException {
    return fixed(field, length(field, 2, min, max));
  }

  /** {@code opaque field<min..max>} with a length of 24 bits. */
  public Bytes opaque24(String field, int min, int max) throws DecodeException {
    return fixed(field, length(field, 3, min, max));
  }

  /** {@code T field<min..max>} with a length of 8 bits; the bounds are in bytes. */
  public <T> List<T> list8(String field, int min, int max, Decoder<T> element)
      throws DecodeException {
    return elements(field, length(field, 1, min, max), element);
  }

  /** {@code T field<min..max>} with a length of 16 bits; the bounds are in bytes. */
  public <T> List<T> list16(String field, int min, int max, Decoder<T> element)
      throws DecodeException {
    return elements(field, length(field, 2, min, max), element);
  }

  /** {@code T field<min..max>} with a length of 24 bits; the bounds are in bytes. */
  public <T> List<T> list24(String field, int min, int max, Decoder<T> element)
      throws DecodeException {
    return elements(field, length(field, 3, min, max), element);
  }

  /** {@code struct field<min..max>} with a length of 16 bits, which must be consumed whole. */
  public <T> T vector16(String field, int min, int max, Decoder<T> content) throws DecodeException {
    WireReader inner = inner(field, length(field, 2, min, max));
    T value = content.decode(inner);
    inner.end();
    return value;
  }

  /**
   * {@code opaque field<min..max>} with a length of 16 bits, as a reader of its own; whoever reads
   * it also calls {@link #end}.
   */
  public WireReader vector16(String field, int min, int max) throws DecodeException {
    return inner(field, length(field, 2, min, max));
  }

  /** Everything that is left. */
  public Bytes rest() {
    Bytes rest = source.slice(at, end);
    at = end;
    return rest;
  }

  /** A reader with a longer path over the same bytes; moves this one to the end. */
  public WireReader named(String name) {
    return inner(name, remaining());
  }

  /** Demands that nothing is left: trailing bytes are a {@code decode_error}. */
  public void end() throws DecodeException {
    if (at != end) {
      throw failure("%d bytes left over, expected none".formatted(remaining()));
    }
  }

  /** A {@code decode_error} of the value read last or of this struct as a whole. */
  public DecodeException failure(String what) {
    return new DecodeException(path(), what, GRAMMAR);
  }

  /** An error of this struct as a whole, with the alert and the clause that name it. */
  public DecodeException failure(AlertDescription alert, String what, Rfc clause) {
    return new DecodeException(alert, path(), what, clause);
  }

  private <T> List<T> elements(String field, int length, Decoder<T> element)
      throws DecodeException {
    WireReader inner = inner(field, length);
    List<T> elements = new ArrayList<>();
    while (!inner.isEmpty()) {
      int before = inner.at;
      elements.add(element.decode(inner));
      if (inner.at == before) {
        throw new IllegalStateException(inner.path() + ": a decoder consumed nothing");
      }
    }
    return List.copyOf(elements);
  }

  /** The names from the outermost struct to this one: put together for errors only. */
  private String path() {
    return outer == null ? name : outer.path() + "." + name;
  }

  private WireReader inner(String field, int length) {
    WireReader inner = new WireReader(source, this, field, at, at + length);
    at += length;
    return inner;
  }

  private int length(String field, int prefix, int min, int max) throws DecodeException {
    int length = (int) number(field, prefix);
    if (length < min || length > max) {
      throw new DecodeException(
          path() + "." + field, "length %d, expected %d..%d".formatted(length, min, max), GRAMMAR);
    }
    require(field, length);
    return length;
  }

  private long number(String field, int bytes) throws DecodeException {
    require(field, bytes);
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | source.get(at++);
    }
    return value;
  }

  private void require(String field, int length) throws DecodeException {
    if (length > end - at) {
      throw new DecodeException(
          path() + "." + field, "needs %d bytes, %d left".formatted(length, end - at), GRAMMAR);
    }
  }
}
