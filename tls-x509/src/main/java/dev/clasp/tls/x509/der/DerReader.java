package dev.clasp.tls.x509.der;

import dev.clasp.tls.crypto.Bytes;
import java.util.Optional;

/**
 * Walks over the elements of one DER encoding, in order. Nothing is copied.
 *
 * <p>Callers name each field in full ({@code tbsCertificate.serialNumber}), so that errors can be
 * read beside the RFC and no text is built while all goes well. Not thread-safe.
 */
public final class DerReader {
  private static final int HIGH_TAG_NUMBER = 0x1F;

  private final Bytes source;
  private String field;
  private int end;
  private int at;
  private int content; // where that of the element read last begins

  DerReader(Bytes source, String field, int from, int end) {
    this.source = source;
    this.field = field;
    this.at = from;
    this.end = end;
  }

  /** Reads what should be exactly one element, with this tag. */
  public static DerValue only(Bytes der, int tag, String field) throws DerException {
    DerReader reader = new DerReader(der, field, 0, der.size());
    DerValue value = reader.expect(tag, field);
    reader.end();
    return value;
  }

  /** Reads elements from an offset to the end of the input. */
  public static DerReader at(Bytes der, int offset, String field) {
    return new DerReader(der, field, offset, der.size());
  }

  /** Reads elements from an offset up to another. */
  public static DerReader between(Bytes der, int from, int to, String field) {
    return new DerReader(der, field, from, to);
  }

  public boolean isEmpty() {
    return at == end;
  }

  /** Whether the next element has this tag. */
  public boolean nextIs(int tag) {
    return at < end && source.get(at) == tag;
  }

  /** The next element, whatever its tag. */
  public DerValue next(String name) throws DerException {
    int start = at;
    int tag = skipAny(name);
    return new DerValue(source, tag, name, start, content, at);
  }

  /** The next element, which must have this tag. */
  public DerValue expect(int tag, String name) throws DerException {
    requireNext(tag, name);
    return next(name);
  }

  /** Steps over the next element, whatever its tag, which is returned. Makes no object. */
  public int skipAny(String name) throws DerException {
    int start = at;
    int tag = octet(start, start, name);
    if ((tag & HIGH_TAG_NUMBER) == HIGH_TAG_NUMBER) {
      throw new DerException(name, start, "tag number above 30, which no X.509 type uses");
    }
    int length = octet(start + 1, start, name);
    int from = start + 2;
    if (length >= 0x80) {
      int octets = length & 0x7F;
      length = longLength(octets, start, name);
      from += octets;
    }
    if (length > end - from) {
      throw new DerException(
          name, start, "length %d, but %d bytes are left".formatted(length, end - from));
    }
    content = from;
    at = from + length;
    return tag;
  }

  /** Steps over the next element, which must have this tag. Makes no object. */
  public void skip(int tag, String name) throws DerException {
    requireNext(tag, name);
    skipAny(name);
  }

  /** Steps over the next element if it has this tag, and says whether it had. */
  public boolean skipOptional(int tag, String name) throws DerException {
    if (!nextIs(tag)) {
      return false;
    }
    skipAny(name);
    return true;
  }

  /**
   * Goes into the next element, which must have this tag: until {@link #leave}, what is read are
   * the elements of its content. Makes no object.
   *
   * @return what to hand to {@code leave}
   */
  public int enter(int tag, String name) throws DerException {
    skip(tag, name);
    return goInto();
  }

  /** The same with the element that was stepped over last. */
  public int goInto() {
    int outer = end;
    end = at;
    at = content;
    return outer;
  }

  /** Comes out of an element, which must have been read to its end. */
  public void leave(int outer, String name) throws DerException {
    if (at != end) {
      throw new DerException(name, at, "%d bytes too many".formatted(end - at));
    }
    end = outer;
  }

  /** An OBJECT IDENTIFIER; makes no object of a well-known one. */
  public Oid oid(String name) throws DerException {
    int start = at;
    skip(Tag.OBJECT_IDENTIFIER, name);
    return Oid.read(source, name, start, content, at);
  }

  /** Steps over an OBJECT IDENTIFIER and checks its encoding. */
  public void skipOid(String name) throws DerException {
    int start = at;
    skip(Tag.OBJECT_IDENTIFIER, name);
    Oid.check(source, name, start, content, at);
  }

  /** The element that was stepped over last, as it would be with this name. */
  public DerValue last(int tag, String name, int start) {
    return new DerValue(source, tag, name, start, content, at);
  }

  /** Goes on with another part of the input. */
  public void moveTo(int from, int to, String name) {
    at = from;
    end = to;
    field = name;
  }

  /** The whole input. */
  public Bytes source() {
    return source;
  }

  /** Where the next element begins in the input, which is where the last one ends. */
  public int position() {
    return at;
  }

  /** The number of content octets of the element that was stepped over last. */
  public int lastLength() {
    return at - content;
  }

  /** Checks that the content of the element stepped over last is 7-bit characters. */
  public void requireLastIsAscii(String name) throws DerException {
    for (int i = content; i < at; i++) {
      if (source.get(i) >= 0x80) {
        throw DerValue.notAscii(name, i, source.get(i));
      }
    }
  }

  /** The next element if it has this tag; otherwise nothing is read. */
  public Optional<DerValue> optional(int tag, String name) throws DerException {
    return nextIs(tag) ? Optional.of(next(name)) : Optional.empty();
  }

  /** The elements of the next element, which must be a SEQUENCE. */
  public DerReader sequence(String name) throws DerException {
    return expect(Tag.SEQUENCE, name).reader();
  }

  /** A BOOLEAN with {@code DEFAULT FALSE}. DER forbids writing the default down (X.690 §11.5). */
  public boolean booleanDefaultFalse(String name) throws DerException {
    if (!nextIs(Tag.BOOLEAN)) {
      return false;
    }
    DerValue value = next(name);
    if (!value.asBoolean()) {
      throw new DerException(name, value.offset(), "FALSE is the default and must be left out");
    }
    return true;
  }

  /** Fails unless everything was read. */
  public void end() throws DerException {
    if (at != end) {
      throw new DerException(field, at, "%d bytes too many".formatted(end - at));
    }
  }

  private void requireNext(int tag, String name) throws DerException {
    if (at == end) {
      throw new DerException(name, at, "missing, expected " + Tag.describe(tag));
    }
    if (source.get(at) != tag) {
      throw new DerException(
          name,
          at,
          "found %s, expected %s".formatted(Tag.describe(source.get(at)), Tag.describe(tag)));
    }
  }

  private int longLength(int octets, int start, String name) throws DerException {
    if (octets == 0) {
      throw new DerException(name, start, "indefinite length, which DER forbids (X.690 §10.1)");
    }
    if (octets > 4) {
      throw new DerException(name, start, "length of %d octets".formatted(octets));
    }
    long length = 0;
    for (int i = 0; i < octets; i++) {
      length = length << 8 | octet(start + 2 + i, start, name);
    }
    boolean minimal = length >= 0x80 && length >>> 8 * (octets - 1) != 0;
    if (!minimal) {
      throw new DerException(name, start, "length is not minimal (X.690 §10.1)");
    }
    if (length > Integer.MAX_VALUE) {
      throw new DerException(name, start, "length %d".formatted(length));
    }
    return (int) length;
  }

  private int octet(int index, int start, String name) throws DerException {
    if (index >= end) {
      throw new DerException(name, start, "ends early, at byte %d".formatted(end));
    }
    return source.get(index);
  }
}
