package dev.clasp.tls.x509.der;

import dev.clasp.tls.crypto.Bytes;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One DER element: a view into the input it came from.
 *
 * @param source the whole input
 * @param tag the identifier octet
 * @param field its name, for errors
 * @param offset of the identifier octet in the input
 * @param content offset of the first content octet
 * @param end offset behind the last content octet
 */
public record DerValue(Bytes source, int tag, String field, int offset, int content, int end) {

  /** The number of content octets. */
  public int length() {
    return end - content;
  }

  /** A copy of the content octets. */
  public Bytes bytes() {
    return source.slice(content, end);
  }

  /** A copy of the whole element with tag and length. */
  public Bytes encoded() {
    return source.slice(offset, end);
  }

  /** Reads the content as elements. */
  public DerReader reader() {
    return new DerReader(source, field, content, end);
  }

  /** The one element inside an EXPLICIT tag or an OCTET STRING that wraps DER. */
  public DerValue inner(int innerTag) throws DerException {
    DerReader reader = reader();
    DerValue value = reader.expect(innerTag, field);
    reader.end();
    return value;
  }

  public boolean asBoolean() throws DerException {
    int octet = length() == 1 ? source.get(content) : -1;
    if (octet != 0x00 && octet != 0xFF) {
      throw fault("BOOLEAN must be 00 or ff (X.690 §11.1), found " + bytes());
    }
    return octet == 0xFF;
  }

  /** An INTEGER or ENUMERATED of any size. */
  public BigInteger asInteger() throws DerException {
    requireMinimalInteger();
    return integer();
  }

  /** The same of one that {@link #requireMinimalInteger} has checked. */
  public BigInteger integer() {
    return new BigInteger(source.toArray(content, end));
  }

  /** An INTEGER or ENUMERATED from 0 to {@code max}. */
  public int asSmallInteger(int max) throws DerException {
    requireMinimalInteger();
    long value = source.get(content) < 0x80 ? 0 : -1; // all the sign bits there are
    for (int i = content; i < end && length() <= Integer.BYTES + 1; i++) {
      value = value << 8 | source.get(i);
    }
    if (length() > Integer.BYTES + 1 || value < 0 || value > max) {
      throw fault(
          "%s, expected 0..%d".formatted(new BigInteger(source.toArray(content, end)), max));
    }
    return (int) value;
  }

  /** Checks the encoding of an INTEGER without reading its value. */
  public void requireMinimalInteger() throws DerException {
    if (length() == 0) {
      throw fault("INTEGER without content (X.690 §8.3.1)");
    }
    if (length() > 1) {
      int first = source.get(content);
      boolean signOfNext = source.get(content + 1) >= 0x80;
      if (first == 0x00 && !signOfNext || first == 0xFF && signOfNext) {
        throw fault("INTEGER is not minimal (X.690 §8.3.2)");
      }
    }
  }

  public Oid asOid() throws DerException {
    return Oid.decode(this);
  }

  /** A BIT STRING that must be whole octets: a key or a signature. */
  public Bytes asOctetBitString() throws DerException {
    requireWholeOctets();
    return octetBits();
  }

  /** Checks that a BIT STRING is whole octets without copying them. */
  public void requireWholeOctets() throws DerException {
    if (unusedBits() != 0) {
      throw fault("BIT STRING with %d unused bits, expected 0".formatted(unusedBits()));
    }
  }

  /** The octets of a BIT STRING that {@link #requireWholeOctets} has checked. */
  public Bytes octetBits() {
    return source.slice(content + 1, end);
  }

  /**
   * A named bit list of at most {@code max} bits; bit {@code i} of the result is named bit {@code
   * i}. Zeros at its end break DER (X.690 §11.2.2), but roots in use have them.
   */
  public int asNamedBits(int max) throws DerException {
    int unused = unusedBits();
    int bits = (length() - 1) * 8 - unused;
    if (bits > max) {
      throw fault("%d named bits, expected at most %d".formatted(bits, max));
    }
    int set = 0;
    for (int bit = 0; bit < bits; bit++) {
      if ((source.get(content + 1 + bit / 8) >> (7 - bit % 8) & 1) == 1) {
        set |= 1 << bit;
      }
    }
    return set;
  }

  private int unusedBits() throws DerException {
    if (length() == 0) {
      throw fault("BIT STRING without content (X.690 §8.6.2)");
    }
    int unused = source.get(content);
    if (unused > 7 || unused > 0 && length() == 1) {
      throw fault("BIT STRING with %d unused bits in %d bytes".formatted(unused, length() - 1));
    }
    if (unused > 0 && (source.get(end - 1) & (1 << unused) - 1) != 0) {
      throw fault("unused bits of a BIT STRING must be zero (X.690 §11.2.1)");
    }
    return unused;
  }

  /** The content as 7-bit characters. */
  public String asIa5String() throws DerException {
    byte[] characters = source.toArray(content, end);
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] < 0) {
        throw notAscii(field, content + i, characters[i] & 0xFF);
      }
    }
    return new String(characters, StandardCharsets.ISO_8859_1); // 7 bits: the faster equivalent
  }

  static DerException notAscii(String field, int offset, int octet) {
    return new DerException(field, offset, "byte 0x%02x is not in IA5String".formatted(octet));
  }

  /** Whether all content octets are 7-bit characters. */
  public boolean isAscii() {
    for (int i = content; i < end; i++) {
      if (source.get(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  public String asUtf8String() throws DerException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(source.toArray(content, end)))
          .toString();
    } catch (CharacterCodingException e) {
      throw fault("not UTF-8");
    }
  }

  /** A UTCTime or GeneralizedTime in the form RFC 5280 §4.1.2.5 demands. */
  public Instant asTime() throws DerException {
    return DerTime.decode(this);
  }

  /** Checks a time without reading its value. */
  public void requireTime() throws DerException {
    DerTime.seconds(this);
  }

  /** A fault of this value, to be thrown. */
  public DerException fault(String detail) {
    return new DerException(field, offset, detail);
  }
}
