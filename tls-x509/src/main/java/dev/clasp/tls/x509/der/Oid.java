package dev.clasp.tls.x509.der;

import dev.clasp.tls.crypto.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An object identifier, held as its content octets. Immutable; equal by content. */
public final class Oid {
  private static final int MAX_LENGTH = 128; // ours: no identifier in use comes near

  private final Bytes content;
  private final int hash;

  private Oid(Bytes content, int hash) {
    this.content = content;
    this.hash = hash;
  }

  /**
   * Reads {@code 2.5.29.15}.
   *
   * @throws IllegalArgumentException when the text is not dotted decimal
   */
  public static Oid of(String dotted) {
    return WellKnownOids.orSelf(parse(dotted));
  }

  static Oid parse(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    if (arcs.length < 2) {
      throw new IllegalArgumentException("object identifier: " + dotted);
    }
    BigInteger first =
        new BigInteger(arcs[0]).multiply(BigInteger.valueOf(40)).add(new BigInteger(arcs[1]));
    List<Bytes> content = new ArrayList<>();
    content.add(base128(first));
    for (int i = 2; i < arcs.length; i++) {
      content.add(base128(new BigInteger(arcs[i])));
    }
    return made(Bytes.concat(content));
  }

  static Oid decode(DerValue value) throws DerException {
    return read(value.source(), value.field(), value.offset(), value.content(), value.end());
  }

  /** Reads the element that begins at {@code start} and whose content is between the bounds. */
  static Oid read(Bytes source, String field, int start, int from, int to) throws DerException {
    int hash = check(source, field, start, from, to);
    Oid known = WellKnownOids.find(source, from, to, hash);
    return known != null ? known : new Oid(source.slice(from, to), hash);
  }

  /** The same without reading its value; returns its hash code. */
  static int check(Bytes source, String field, int start, int from, int to) throws DerException {
    int length = to - from;
    if (length == 0 || length > MAX_LENGTH) {
      throw new DerException(
          field, start, "OBJECT IDENTIFIER of %d bytes, expected 1..128".formatted(length));
    }
    boolean arcStarts = true;
    int hash = 1;
    for (int i = from; i < to; i++) {
      int octet = source.get(i);
      hash = 31 * hash + octet;
      if (arcStarts && octet == 0x80) {
        throw new DerException(field, i, "arc is not minimal (X.690 §8.19.2)");
      }
      arcStarts = octet < 0x80;
    }
    if (!arcStarts) {
      throw new DerException(field, start, "OBJECT IDENTIFIER ends inside an arc");
    }
    return hash;
  }

  /** Not yet one of the well-known ones. */
  static Oid made(Bytes content) {
    int hash = 1;
    for (int i = 0; i < content.size(); i++) {
      hash = 31 * hash + content.get(i);
    }
    return new Oid(content, hash);
  }

  /** Without tag and length. */
  public Bytes content() {
    return content;
  }

  private static Bytes base128(BigInteger arc) {
    int octets = Math.max(1, (arc.bitLength() + 6) / 7);
    int[] digits = new int[octets];
    for (int i = 0; i < octets; i++) {
      int digit = arc.shiftRight(7 * (octets - 1 - i)).intValue() & 0x7F;
      digits[i] = i < octets - 1 ? digit | 0x80 : digit;
    }
    return Bytes.of(digits);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Oid that && hash == that.hash && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Dotted decimal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    for (int i = 0; i < content.size(); i++) {
      int octet = content.get(i);
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(octet & 0x7F));
      if (octet < 0x80) {
        if (text.isEmpty()) {
          int root = Math.min(arc.divide(BigInteger.valueOf(40)).min(BigInteger.TWO).intValue(), 2);
          text.append(root).append('.').append(arc.subtract(BigInteger.valueOf(40L * root)));
        } else {
          text.append('.').append(arc);
        }
        arc = BigInteger.ZERO;
      }
    }
    return text.toString();
  }
}
