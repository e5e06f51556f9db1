package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.RandomSource;

/**
 * Random of a hello (RFC 9846 §4.2.2, §4.2.3).
 *
 * @param bytes {@value #LENGTH} bytes
 */
public record Random(Bytes bytes) {
  public static final int LENGTH = 32;

  /** SHA-256 of "HelloRetryRequest": marks a ServerHello as one (RFC 9846 §4.2.3). */
  public static final Random HELLO_RETRY_REQUEST =
      new Random(Bytes.fromHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"));

  private static final Bytes DOWNGRADE_TO_TLS12 = Bytes.fromHex("444f574e47524401");
  private static final Bytes DOWNGRADE_TO_TLS11_OR_BELOW = Bytes.fromHex("444f574e47524400");

  public Random {
    if (bytes.size() != LENGTH) {
      throw new IllegalArgumentException(
          "random: %d bytes, expected %d".formatted(bytes.size(), LENGTH));
    }
  }

  public static Random from(RandomSource source) {
    return new Random(source.bytes(LENGTH));
  }

  /** The same with the last 8 bytes "DOWNGRD" 0x01: a TLS 1.3 server that chose TLS 1.2. */
  public Random withDowngradeToTls12() {
    return new Random(bytes.first(LENGTH - 8).plus(DOWNGRADE_TO_TLS12));
  }

  /** Whether the last 8 bytes say that a TLS 1.3 server chose TLS 1.2 (RFC 9846 §4.2.3). */
  public boolean marksDowngradeToTls12() {
    return bytes.last(8).equals(DOWNGRADE_TO_TLS12);
  }

  /** Whether the last 8 bytes say that the server chose TLS 1.1 or below (RFC 9846 §4.2.3). */
  public boolean marksDowngradeToTls11OrBelow() {
    return bytes.last(8).equals(DOWNGRADE_TO_TLS11_OR_BELOW);
  }

  @Override
  public String toString() {
    return bytes.toString();
  }
}
