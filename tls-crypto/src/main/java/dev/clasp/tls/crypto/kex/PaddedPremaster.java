package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import java.util.Arrays;

/**
 * A premaster secret as RSA's private operation gives it back (RFC 8017 §7.2.1, RFC 5246 §7.4.7.1):
 *
 * <pre>{@code
 * 00 02 PS 00 client_version random[46]     PS: at least 8 bytes, none of them zero
 * }</pre>
 */
public final class PaddedPremaster {
  private static final int LENGTH = PremasterDecryption.LENGTH;

  /** Two bytes before the padding, eight of it, one behind it. */
  private static final int SHORTEST = 2 + 8 + 1 + LENGTH;

  private PaddedPremaster() {}

  /**
   * The premaster secret: the first of the two constructions of RFC 5246 §7.4.7.1, the recommended
   * one. CT: reveals the size of the modulus.
   *
   * @param encoded as long as the modulus; overwritten
   */
  public static Secret unpad(byte[] encoded, int clientVersion, RandomSource random) {
    byte[] premaster = new byte[LENGTH];
    random.fill(premaster); // R, of which the first two bytes are not used
    if (encoded.length >= SHORTEST) { // public
      int messageAt = encoded.length - LENGTH;
      // Constant time from here.
      int goodMask = ConstantTime.zeroMask(encoded[0]) & ConstantTime.equalMask(encoded[1], 2);
      for (int i = 2; i < messageAt - 1; i++) {
        goodMask &= ~ConstantTime.zeroMask(encoded[i]);
      }
      goodMask &= ConstantTime.zeroMask(encoded[messageAt - 1]);
      for (int i = 0; i < LENGTH; i++) {
        premaster[i] = (byte) ConstantTime.select(goodMask, encoded[messageAt + i], premaster[i]);
      }
      // Constant time to here.
    }
    premaster[0] = (byte) (clientVersion >> 8);
    premaster[1] = (byte) clientVersion;
    Arrays.fill(encoded, (byte) 0);
    return Secret.takeFrom(premaster);
  }
}
