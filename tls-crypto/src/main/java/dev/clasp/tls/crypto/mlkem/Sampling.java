package dev.clasp.tls.crypto.mlkem;

import java.util.Arrays;

/** Pseudorandom polynomials (FIPS 203 §4.2.2). */
final class Sampling {
  private static final int BLOCK_WORDS = 168 / 8;
  private static final int CANDIDATES = BLOCK_WORDS * 64 / 12;
  private static final int PRF_WORDS = 136 / 8;

  /** {@link Transform#POSITIONS}, and then on. */
  private static final int[] PLACES = places();

  private Sampling() {}

  /**
   * SampleNTT (algorithm 7): a uniformly random transform, by rejection; in the order of {@link
   * Transform#POSITIONS}.
   *
   * <p>CT: none; the matrix and its seed are public.
   *
   * @param seed rho, 32 bytes
   * @return longer than a polynomial: what lies behind is none of its coefficients
   */
  static int[] uniformInVariableTime(byte[] seed, int column, int row) {
    Keccak xof = Keccak.shake128().absorb(seed).absorb(new byte[] {(byte) column, (byte) row});
    long[] block = new long[BLOCK_WORDS];
    int[] a = new int[Polynomial.SIZE + CANDIDATES];
    // What is left of the last block goes behind the polynomial.
    int count = 0;
    while (count < Polynomial.SIZE) {
      xof.squeezeBlock(block);
      for (int i = 0; i < BLOCK_WORDS; i += 3) {
        count = acceptSixteen(a, count, block[i], block[i + 1], block[i + 2]);
      }
    }
    return a;
  }

  /** Three words hold sixteen numbers of 12 bits. */
  private static int acceptSixteen(int[] a, int start, long w0, long w1, long w2) {
    int count = accept(a, start, (int) w0);
    count = accept(a, count, (int) (w0 >>> 12));
    count = accept(a, count, (int) (w0 >>> 24));
    count = accept(a, count, (int) (w0 >>> 36));
    count = accept(a, count, (int) (w0 >>> 48));
    count = accept(a, count, (int) (w0 >>> 60 | w1 << 4));
    count = accept(a, count, (int) (w1 >>> 8));
    count = accept(a, count, (int) (w1 >>> 20));
    count = accept(a, count, (int) (w1 >>> 32));
    count = accept(a, count, (int) (w1 >>> 44));
    count = accept(a, count, (int) (w1 >>> 56 | w2 << 8));
    count = accept(a, count, (int) (w2 >>> 4));
    count = accept(a, count, (int) (w2 >>> 16));
    count = accept(a, count, (int) (w2 >>> 28));
    count = accept(a, count, (int) (w2 >>> 40));
    return accept(a, count, (int) (w2 >>> 52));
  }

  /**
   * Stores the number in the low 12 bits, and steps over it if it is below q. No branch: it would
   * be mispredicted for every fifth number.
   */
  private static int accept(int[] a, int count, int bits) {
    int candidate = bits & 0xFFF;
    a[PLACES[count]] = candidate;
    return count + (candidate - Polynomial.Q >>> 31);
  }

  /**
   * SamplePolyCBD_eta(PRF_eta(seed, index)) (algorithm 8): coefficients from -eta to eta, each the
   * difference of two sums of eta bits. CT: reveals eta and index.
   *
   * @param seed sigma or r, 32 bytes
   */
  static int[] noise(byte[] seed, int index, int eta) {
    Keccak prf = Keccak.shake256().absorb(seed).absorb(index);
    int[] f = eta == 2 ? fromPairs(prf) : fromTriples(prf); // public
    prf.erase();
    return f;
  }

  /** eta = 2: four bits a coefficient, sixteen coefficients a word. */
  private static int[] fromPairs(Keccak prf) {
    int[] f = new int[Polynomial.SIZE];
    long[] block = new long[PRF_WORDS];
    prf.squeezeBlock(block);
    int at = 0;
    for (int i = 0; i < Polynomial.SIZE / 16; i++) {
      long sums = (block[i] & 0x5555555555555555L) + (block[i] >>> 1 & 0x5555555555555555L);
      // Sixteen differences, each with 4 added so that none borrows from the next.
      long raised =
          (sums & 0x3333333333333333L | 0x4444444444444444L) - (sums >>> 2 & 0x3333333333333333L);
      int low = (int) raised;
      int high = (int) (raised >>> 32);
      f[at] = (low & 7) - 4;
      f[at + 1] = (low >> 4 & 7) - 4;
      f[at + 2] = (low >> 8 & 7) - 4;
      f[at + 3] = (low >> 12 & 7) - 4;
      f[at + 4] = (low >> 16 & 7) - 4;
      f[at + 5] = (low >> 20 & 7) - 4;
      f[at + 6] = (low >> 24 & 7) - 4;
      f[at + 7] = (low >> 28 & 7) - 4;
      f[at + 8] = (high & 7) - 4;
      f[at + 9] = (high >> 4 & 7) - 4;
      f[at + 10] = (high >> 8 & 7) - 4;
      f[at + 11] = (high >> 12 & 7) - 4;
      f[at + 12] = (high >> 16 & 7) - 4;
      f[at + 13] = (high >> 20 & 7) - 4;
      f[at + 14] = (high >> 24 & 7) - 4;
      f[at + 15] = (high >> 28 & 7) - 4;
      at += 16;
    }
    Arrays.fill(block, 0);
    return f;
  }

  /** eta = 3: six bits a coefficient. */
  private static int[] fromTriples(Keccak prf) {
    byte[] bytes = prf.squeeze(Polynomial.SIZE * 6 / 8);
    int[] f = Encoding.decode(bytes, 0, 6);
    Arrays.fill(bytes, (byte) 0);
    for (int j = 0; j < f.length; j++) {
      int sums = (f[j] & 0b001001) + (f[j] >> 1 & 0b001001) + (f[j] >> 2 & 0b001001);
      f[j] = (sums & 7) - (sums >> 3);
    }
    return f;
  }

  private static int[] places() {
    int[] places = Arrays.copyOf(Transform.POSITIONS, Polynomial.SIZE + CANDIDATES);
    for (int i = Polynomial.SIZE; i < places.length; i++) {
      places[i] = i;
    }
    return places;
  }
}
