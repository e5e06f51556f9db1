package dev.clasp.tls.crypto.ec;

/** Numbers of 256 bits as bytes, big-endian, and as limbs. CT: all methods reveal nothing. */
final class Limbs {
  private static final long MASK_52 = (1L << 52) - 1;

  private Limbs() {}

  /** Five limbs of radix 2^52, least significant first, the last of 48 bits. */
  static long[] read52(byte[] in, int offset) {
    return split52(readWords(in, offset));
  }

  /** The inverse of {@link #read52}, for limbs from 0 to 2^52 - 1. */
  static void write52(long[] limbs, byte[] out, int offset) {
    writeWords(join52(limbs), out, offset);
  }

  /** From four words of 64 bits to five limbs, least significant first. */
  static long[] split52(long[] words) {
    return new long[] {
      words[0] & MASK_52,
      (words[0] >>> 52 | words[1] << 12) & MASK_52,
      (words[1] >>> 40 | words[2] << 24) & MASK_52,
      (words[2] >>> 28 | words[3] << 36) & MASK_52,
      words[3] >>> 16
    };
  }

  /** The inverse of {@link #split52}, for limbs from 0 to 2^52 - 1. */
  static long[] join52(long[] limbs) {
    return new long[] {
      limbs[0] | limbs[1] << 52,
      limbs[1] >>> 12 | limbs[2] << 40,
      limbs[2] >>> 24 | limbs[3] << 28,
      limbs[3] >>> 36 | limbs[4] << 16
    };
  }

  /** Four words of 64 bits, least significant first, of 32 bytes. */
  static long[] readWords(byte[] in, int offset) {
    return new long[] {
      word(in, offset + 24), word(in, offset + 16), word(in, offset + 8), word(in, offset)
    };
  }

  static void writeWords(long[] words, byte[] out, int offset) {
    for (int i = 0; i < 4; i++) {
      putWord(out, offset + 24 - 8 * i, words[i]);
    }
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
