package dev.clasp.tls.crypto.mlkem;

import java.util.Arrays;

/** Pseudorandom polynomials (FIPS 203 §4.2.2). */
final class Sampling {
  private static final int BLOCK_WORDS = 168 / 8;

  private Sampling() {}

  /**
   * SampleNTT (algorithm 7): a uniformly random transform, by rejection.
   *
   * <p>CT: none; the matrix and its seed are public.
   *
   * @param seed rho, 32 bytes
   */
  static int[] uniformInVariableTime(byte[] seed, int column, int row) {
    Keccak xof = Keccak.shake128().absorb(seed).absorb(new byte[] {(byte) column, (byte) row});
    long[] block = new long[BLOCK_WORDS];
    int[] a = new int[Polynomial.SIZE];
    int[] candidates = new int[BLOCK_WORDS * 64 / 12];
    int filled = 0;
    while (filled < a.length) {
      xof.squeezeBlock(block);
      split(block, candidates);
      for (int candidate : candidates) {
        if (candidate < Polynomial.Q && filled < a.length) {
          a[filled++] = candidate;
        }
      }
    }
    return a;
  }

  /** Three words hold sixteen numbers of 12 bits. */
  private static void split(long[] block, int[] candidates) {
    int at = 0;
    for (int i = 0; i < BLOCK_WORDS; i += 3) {
      long w0 = block[i];
      long w1 = block[i + 1];
      long w2 = block[i + 2];
      candidates[at] = (int) w0 & 0xFFF;
      candidates[at + 1] = (int) (w0 >>> 12) & 0xFFF;
      candidates[at + 2] = (int) (w0 >>> 24) & 0xFFF;
      candidates[at + 3] = (int) (w0 >>> 36) & 0xFFF;
      candidates[at + 4] = (int) (w0 >>> 48) & 0xFFF;
      candidates[at + 5] = (int) (w0 >>> 60 | w1 << 4) & 0xFFF;
      candidates[at + 6] = (int) (w1 >>> 8) & 0xFFF;
      candidates[at + 7] = (int) (w1 >>> 20) & 0xFFF;
      candidates[at + 8] = (int) (w1 >>> 32) & 0xFFF;
      candidates[at + 9] = (int) (w1 >>> 44) & 0xFFF;
      candidates[at + 10] = (int) (w1 >>> 56 | w2 << 8) & 0xFFF;
      candidates[at + 11] = (int) (w2 >>> 4) & 0xFFF;
      candidates[at + 12] = (int) (w2 >>> 16) & 0xFFF;
      candidates[at + 13] = (int) (w2 >>> 28) & 0xFFF;
      candidates[at + 14] = (int) (w2 >>> 40) & 0xFFF;
      candidates[at + 15] = (int) (w2 >>> 52) & 0xFFF;
      at += 16;
    }
  }

  /**
   * SamplePolyCBD_eta(PRF_eta(seed, index)) (algorithm 8): coefficients from -eta to eta, each the
   * difference of two sums of eta bits. CT: reveals eta and index.
   *
   * @param seed sigma or r, 32 bytes
   */
  static int[] noise(byte[] seed, int index, int eta) {
    Keccak prf = Keccak.shake256().absorb(seed).absorb(index);
    byte[] bytes = prf.squeeze(64 * eta);
    prf.erase();
    int[] f = eta == 2 ? fromPairs(bytes) : fromTriples(bytes); // public
    Arrays.fill(bytes, (byte) 0);
    return f;
  }

  /** eta = 2: a byte has two coefficients of four bits each. */
  private static int[] fromPairs(byte[] bytes) {
    int[] f = new int[Polynomial.SIZE];
    for (int i = 0; i < bytes.length; i++) {
      int sums = (bytes[i] & 0x55) + (bytes[i] >> 1 & 0x55); // four sums of two bits
      f[2 * i] = (sums & 3) - (sums >> 2 & 3);
      f[2 * i + 1] = (sums >> 4 & 3) - (sums >> 6 & 3);
    }
    return f;
  }

  /** eta = 3: six bits a coefficient. */
  private static int[] fromTriples(byte[] bytes) {
    int[] f = Encoding.decode(bytes, 0, 6);
    for (int j = 0; j < f.length; j++) {
      int sums = (f[j] & 0b001001) + (f[j] >> 1 & 0b001001) + (f[j] >> 2 & 0b001001);
      f[j] = (sums & 7) - (sums >> 3);
    }
    return f;
  }
}
