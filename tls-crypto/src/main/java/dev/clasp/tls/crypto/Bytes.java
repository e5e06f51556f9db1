package dev.clasp.tls.crypto;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * An immutable, public byte string with content equality.
 *
 * <p>Every factory and {@link #toArray} copy, so no caller can change the content later. Content
 * that must stay secret belongs in {@link Secret}.
 *
 * <p>CT: none; for bytes that are not secret. Those that are go into a {@link Secret}.
 */
public final class Bytes {
  private static final Bytes EMPTY = new Bytes(new byte[0]);
  private static final HexFormat HEX = HexFormat.of();

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** The empty string. */
  public static Bytes empty() {
    return EMPTY;
  }

  /** The given bytes; each argument is cut to its low 8 bits. */
  public static Bytes of(int... values) {
    byte[] content = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      content[i] = (byte) values[i];
    }
    return new Bytes(content);
  }

  public static Bytes copyOf(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone());
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public static Bytes copyOf(byte[] source, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(source, offset, offset + length));
  }

  /** Copies the remaining bytes and leaves the buffer's position where it was. */
  public static Bytes copyOf(ByteBuffer source) {
    byte[] content = new byte[source.remaining()];
    source.duplicate().get(content);
    return new Bytes(content);
  }

  /**
   * Reads hexadecimal digits; white space is ignored.
   *
   * @throws IllegalArgumentException on any other character or an odd number of digits
   */
  public static Bytes fromHex(String hex) {
    return new Bytes(HEX.parseHex(hex.replaceAll("\\s", "")));
  }

  /** The concatenation of the parts, in order. */
  public static Bytes concat(List<Bytes> parts) {
    return concat(parts.toArray(Bytes[]::new));
  }

  public static Bytes concat(Bytes... parts) {
    int size = 0;
    for (Bytes part : parts) {
      size = Math.addExact(size, part.size());
    }
    byte[] content = new byte[size];
    int at = 0;
    for (Bytes part : parts) {
      at = part.copyTo(content, at);
    }
    return new Bytes(content);
  }

  /** The number of bytes. */
  public int size() {
    return content.length;
  }

  public boolean isEmpty() {
    return content.length == 0;
  }

  /** The byte at {@code index}, 0 to 255. */
  public int get(int index) {
    return content[index] & 0xFF;
  }

  /** The bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    if (from < 0 || to > content.length || from > to) {
      throw new IndexOutOfBoundsException(
          "slice %d..%d of %d bytes".formatted(from, to, content.length));
    }
    return copyOf(content, from, to - from);
  }

  public Bytes first(int length) {
    return slice(0, length);
  }

  public Bytes last(int length) {
    return slice(content.length - length, content.length);
  }

  public Bytes plus(Bytes next) {
    return concat(this, next);
  }

  /** Copies all bytes to {@code target} at {@code offset} and returns the offset behind them. */
  public int copyTo(byte[] target, int offset) {
    System.arraycopy(content, 0, target, offset, content.length);
    return offset + content.length;
  }

  public byte[] toArray() {
    return content.clone();
  }

  /** A copy of the bytes from {@code from} (inclusive) to {@code to} (exclusive). */
  public byte[] toArray(int from, int to) {
    if (from < 0 || to > content.length || from > to) {
      throw new IndexOutOfBoundsException(
          "range %d..%d of %d bytes".formatted(from, to, content.length));
    }
    return Arrays.copyOfRange(content, from, to);
  }

  /**
   * Whether the bytes from {@code from} to {@code to} are those of the other string from {@code
   * otherFrom} on; false when it ends before.
   */
  public boolean regionEquals(int from, int to, Bytes other, int otherFrom) {
    return otherFrom + (to - from) <= other.content.length
        && Arrays.equals(content, from, to, other.content, otherFrom, otherFrom + (to - from));
  }

  /** Feeds a hash without a copy. */
  void updateTo(MessageHash hash) {
    hash.update(content, 0, content.length);
  }

  /** Feeds an HMAC without a copy. */
  void updateTo(Hmac hmac) {
    hmac.update(content, 0, content.length);
  }

  /** A read-only view; nothing is copied. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  public String toHex() {
    return HEX.formatHex(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Hexadecimal. */
  @Override
  public String toString() {
    return toHex();
  }
}
