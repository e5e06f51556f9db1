package dev.clasp.tls.crypto.mlkem;

/** Polynomials as bytes: d bits a coefficient, little-endian (FIPS 203 §4.2.1). CT: reveals d. */
final class Encoding {
  private Encoding() {}

  /** Bytes of one polynomial. */
  static int length(int d) {
    return Polynomial.SIZE * d / 8;
  }

  /** ByteEncode_d (algorithm 5) of a polynomial; takes 0..2^d - 1. */
  static void encode(int[] f, int d, byte[] out, int offset) {
    if (d == 10) { // public, as all d: sizes of ML-KEM-768 worth a loop of their own
      encode10(f, out, offset);
      return;
    }
    if (d == 4) {
      encode4(f, out, offset);
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

  /** ByteDecode_d (algorithm 6) to a polynomial, not reduced modulo q. */
  static int[] decode(byte[] in, int offset, int d) {
    int[] f = new int[Polynomial.SIZE];
    if (d == 10) {
      decode10(in, offset, f);
      return f;
    }
    if (d == 4) {
      decode4(in, offset, f);
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

  /** ByteEncode_12 of a transform in its order; two coefficients are three bytes. */
  static void encodeTransform(int[] f, byte[] out, int offset) {
    int at = offset;
    for (int j = 0; j < f.length; j += 2) {
      int first = f[Transform.POSITIONS[j]];
      int second = f[Transform.POSITIONS[j + 1]];
      out[at] = (byte) first;
      out[at + 1] = (byte) (first >> 8 | second << 4);
      out[at + 2] = (byte) (second >> 4);
      at += 3;
    }
  }

  /** ByteDecode_12 to a transform in its order, not reduced modulo q. */
  static int[] decodeTransform(byte[] in, int offset) {
    int[] f = new int[Polynomial.SIZE];
    int at = offset;
    for (int j = 0; j < f.length; j += 2) {
      f[Transform.POSITIONS[j]] = in[at] & 0xFF | (in[at + 1] & 0x0F) << 8;
      f[Transform.POSITIONS[j + 1]] = (in[at + 1] & 0xF0) >> 4 | (in[at + 2] & 0xFF) << 4;
      at += 3;
    }
    return f;
  }

  private static void encode10(int[] f, byte[] out, int offset) {
    int at = offset;
    for (int j = 0; j < f.length; j += 4) {
      out[at] = (byte) f[j];
      out[at + 1] = (byte) (f[j] >> 8 | f[j + 1] << 2);
      out[at + 2] = (byte) (f[j + 1] >> 6 | f[j + 2] << 4);
      out[at + 3] = (byte) (f[j + 2] >> 4 | f[j + 3] << 6);
      out[at + 4] = (byte) (f[j + 3] >> 2);
      at += 5;
    }
  }

  private static void decode10(byte[] in, int offset, int[] f) {
    int at = offset;
    for (int j = 0; j < f.length; j += 4) {
      int b1 = in[at + 1] & 0xFF;
      int b2 = in[at + 2] & 0xFF;
      int b3 = in[at + 3] & 0xFF;
      f[j] = in[at] & 0xFF | (b1 & 0x03) << 8;
      f[j + 1] = b1 >> 2 | (b2 & 0x0F) << 6;
      f[j + 2] = b2 >> 4 | (b3 & 0x3F) << 4;
      f[j + 3] = b3 >> 6 | (in[at + 4] & 0xFF) << 2;
      at += 5;
    }
  }

  private static void encode4(int[] f, byte[] out, int offset) {
    for (int j = 0; j < f.length; j += 2) {
      out[offset + (j >> 1)] = (byte) (f[j] | f[j + 1] << 4);
    }
  }

  private static void decode4(byte[] in, int offset, int[] f) {
    for (int j = 0; j < f.length; j += 2) {
      int both = in[offset + (j >> 1)];
      f[j] = both & 15;
      f[j + 1] = both >> 4 & 15;
    }
  }
}
