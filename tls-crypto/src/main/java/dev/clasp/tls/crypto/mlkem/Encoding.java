package dev.clasp.tls.crypto.mlkem;

/** Polynomials as bytes: d bits a coefficient, little-endian (FIPS 203 §4.2.1). CT: reveals d. */
final class Encoding {
  private Encoding() {}

  /** Bytes of one polynomial. */
  static int length(int d) {
    return Polynomial.SIZE * d / 8;
  }

  /** ByteEncode_d (algorithm 5); takes 0..2^d - 1. */
  static void encode(int[] f, int d, byte[] out, int offset) {
    if (d == 12) { // public: the size of keys, worth a loop of its own
      encode12(f, out, offset);
      return;
    }
    long buffer = 0;
    int bits = 0;
    int at = offset;
    for (int coefficient : f) {
      buffer |= (long) coefficient << bits;
      bits += d;
      while (bits >= 8) {
        out[at++] = (byte) buffer;
        buffer >>>= 8;
        bits -= 8;
      }
    }
  }

  /** ByteDecode_d (algorithm 6), not reduced modulo q. */
  static int[] decode(byte[] in, int offset, int d) {
    int[] f = new int[Polynomial.SIZE];
    if (d == 12) {
      decode12(in, offset, f);
      return f;
    }
    long buffer = 0;
    int bits = 0;
    int at = offset;
    int mask = (1 << d) - 1;
    for (int j = 0; j < f.length; j++) {
      while (bits < d) {
        buffer |= (in[at++] & 0xFFL) << bits;
        bits += 8;
      }
      f[j] = (int) buffer & mask;
      buffer >>>= d;
      bits -= d;
    }
    return f;
  }

  /** Two coefficients are three bytes. */
  private static void encode12(int[] f, byte[] out, int offset) {
    int at = offset;
    for (int j = 0; j < f.length; j += 2) {
      out[at] = (byte) f[j];
      out[at + 1] = (byte) (f[j] >> 8 | f[j + 1] << 4);
      out[at + 2] = (byte) (f[j + 1] >> 4);
      at += 3;
    }
  }

  private static void decode12(byte[] in, int offset, int[] f) {
    int at = offset;
    for (int j = 0; j < f.length; j += 2) {
      f[j] = in[at] & 0xFF | (in[at + 1] & 0x0F) << 8;
      f[j + 1] = (in[at + 1] & 0xF0) >> 4 | (in[at + 2] & 0xFF) << 4;
      at += 3;
    }
  }
}
