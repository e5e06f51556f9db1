package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.ConstantTime;
import java.util.Arrays;

/**
 * The padding of a CBC record (RFC 5246 §6.2.3.2): 1 to 256 bytes of one value, which is one less
 * than their number.
 *
 * <pre>{@code
 * ... | 3 | 3 | 3 | 3 |
 *                   `- padding_length
 * }</pre>
 *
 * @param length {@code padding_length}, or 0 where the padding is wrong; secret
 * @param validMask -1 when all of its bytes are right, else 0; secret
 */
record Padding(int length, int validMask) {
  /**
   * Looks at the last bytes of a decrypted record. CT: reveals the sizes only; always looks at the
   * last 256 bytes, or at all if there are fewer.
   *
   * @param size bytes of {@code plaintext} in use, at least 1
   * @param max the most that {@code padding_length} can be, since what stands before has its size
   */
  static Padding check(byte[] plaintext, int size, int max) {
    int said = plaintext[size - 1] & 0xFF;
    int wrong = ConstantTime.lessMask(max, said);
    int last = Math.min(CbcHmac.MAX_PADDING, size - 1);
    for (int i = 1; i <= last; i++) {
      int inPaddingMask = ~ConstantTime.lessMask(said, i);
      wrong |= inPaddingMask & ((plaintext[size - 1 - i] & 0xFF) ^ said);
    }
    int validMask = ConstantTime.zeroMask(wrong);
    return new Padding(said & validMask, validMask);
  }

  /** How many bytes of padding so many bytes get, {@code padding_length} included. */
  static int bytesFor(int length, int extraPadding) {
    int least = CbcAlgorithm.BLOCK_LENGTH - length % CbcAlgorithm.BLOCK_LENGTH;
    int room = CbcHmac.MAX_PADDING + 1 - least;
    int extra = Math.max(0, Math.min(extraPadding, room));
    return least + extra - extra % CbcAlgorithm.BLOCK_LENGTH;
  }

  /** Writes {@code count} bytes of padding. */
  static void write(byte[] target, int offset, int count) {
    Arrays.fill(target, offset, offset + count, (byte) (count - 1));
  }
}
