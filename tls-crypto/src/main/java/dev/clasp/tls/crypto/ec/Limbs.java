package dev.clasp.tls.crypto.ec;

/** Numbers of 256 bits as bytes, big-endian, and as limbs. CT: all methods reveal nothing. */
final class Limbs {
  private static final long MASK_52 = (1L << 52) - 1;

  private Limbs() {}

  /** Five limbs of radix 2^52, least significant first, the last of 48 bits. */
  static long[] read52(byte[] in, int offset) {
    long w3 = word(in, offset);
    long w2 = word(in, offset + 8);
    long w1 = word(in, offset + 16);
    long w0 = word(in, offset + 24);
    return new long[] {
      w0 & MASK_52,
      (w0 >>> 52 | w1 << 12) & MASK_52,
      (w1 >>> 40 | w2 << 24) & MASK_52,
      (w2 >>> 28 | w3 << 36) & MASK_52,
      w3 >>> 16
    };
  }

  /** The inverse, for limbs from 0 to 2^52 - 1. */
  static void write52(long[] limbs, byte[] out, int offset) {
    putWord(out, offset + 24, limbs[0] | limbs[1] << 52);
    putWord(out, offset + 16, limbs[1] >>> 12 | limbs[2] << 40);
    putWord(out, offset + 8, limbs[2] >>> 24 | limbs[3] << 28);
    putWord(out, offset, limbs[3] >>> 36 | limbs[4] << 16);
  }

  /** Eight bytes, big-endian. */
  static long word(byte[] in, int offset) {
    long word = 0;
    for (int i = 0; i < 8; i++) {
      word = word << 8 | in[offset + i] & 0xFF;
    }
    return word;
  }

  static void putWord(byte[] out, int offset, long word) {
    for (int i = 0; i < 8; i++) {
      out[offset + i] = (byte) (word >>> 56 - 8 * i);
    }
  }
}
