package dev.clasp.tls.crypto.mlkem;

import java.util.Arrays;

/**
 * The number-theoretic transform and its inverse, and products of transforms (FIPS 203 §4.3).
 *
 * <p>CT: all methods reveal nothing.
 */
final class Transform {
  private static final int SIZE = Polynomial.SIZE;
  private static final int Q = Polynomial.Q;

  /** 2^32 / 128 modulo q. */
  private static final int INVERSE_SCALE = 1441;

  /** 17^bitReversed(i) * 2^16 modulo q, centered. */
  private static final int[] ZETAS = zetas();

  private Transform() {}

  /**
   * The transform (algorithm 9), in place; takes -q..q, gives -8q..8q.
   *
   * <p>The upper layers are loops over pairs whose distance is a constant, since HotSpot makes
   * vector code of those only; the lower three are done in registers, sixteen coefficients at a
   * time.
   */
  static void apply(int[] f) {
    int k = 1;
    distance128(f, ZETAS[k++]);
    for (int start = 0; start < SIZE; start += 128) {
      distance64(f, start, ZETAS[k++]);
    }
    for (int start = 0; start < SIZE; start += 64) {
      distance32(f, start, ZETAS[k++]);
    }
    for (int start = 0; start < SIZE; start += 32) {
      distance16(f, start, ZETAS[k++]);
    }
    for (int block = 0; block < SIZE / 16; block++) {
      lowerLayers(f, block);
    }
  }

  private static void distance128(int[] f, int zeta) {
    for (int j = 0; j < 128; j++) {
      int t = Polynomial.montgomery(zeta * f[j + 128]);
      int x = f[j];
      f[j + 128] = x - t;
      f[j] = x + t;
    }
  }

  private static void distance64(int[] f, int start, int zeta) {
    for (int j = start; j < start + 64; j++) {
      int t = Polynomial.montgomery(zeta * f[j + 64]);
      int x = f[j];
      f[j + 64] = x - t;
      f[j] = x + t;
    }
  }

  private static void distance32(int[] f, int start, int zeta) {
    for (int j = start; j < start + 32; j++) {
      int t = Polynomial.montgomery(zeta * f[j + 32]);
      int x = f[j];
      f[j + 32] = x - t;
      f[j] = x + t;
    }
  }

  private static void distance16(int[] f, int start, int zeta) {
    for (int j = start; j < start + 16; j++) {
      int t = Polynomial.montgomery(zeta * f[j + 16]);
      int x = f[j];
      f[j + 16] = x - t;
      f[j] = x + t;
    }
  }

  /** The layers of distance 8, 4 and 2 of sixteen coefficients. */
  private static void lowerLayers(int[] f, int block) {
    int at = 16 * block;
    int zeta8 = ZETAS[16 + block];
    int zeta4a = ZETAS[32 + 2 * block];
    int zeta4b = ZETAS[32 + 2 * block + 1];
    int zeta2a = ZETAS[64 + 4 * block];
    int zeta2b = ZETAS[64 + 4 * block + 1];
    int zeta2c = ZETAS[64 + 4 * block + 2];
    int zeta2d = ZETAS[64 + 4 * block + 3];
    int t0 = Polynomial.montgomery(zeta8 * f[at + 8]);
    int t1 = Polynomial.montgomery(zeta8 * f[at + 9]);
    int t2 = Polynomial.montgomery(zeta8 * f[at + 10]);
    int t3 = Polynomial.montgomery(zeta8 * f[at + 11]);
    int t4 = Polynomial.montgomery(zeta8 * f[at + 12]);
    int t5 = Polynomial.montgomery(zeta8 * f[at + 13]);
    int t6 = Polynomial.montgomery(zeta8 * f[at + 14]);
    int t7 = Polynomial.montgomery(zeta8 * f[at + 15]);
    int x0 = f[at] + t0;
    int y0 = f[at] - t0;
    int x1 = f[at + 1] + t1;
    int y1 = f[at + 1] - t1;
    int x2 = f[at + 2] + t2;
    int y2 = f[at + 2] - t2;
    int x3 = f[at + 3] + t3;
    int y3 = f[at + 3] - t3;
    int x4 = f[at + 4] + t4;
    int y4 = f[at + 4] - t4;
    int x5 = f[at + 5] + t5;
    int y5 = f[at + 5] - t5;
    int x6 = f[at + 6] + t6;
    int y6 = f[at + 6] - t6;
    int x7 = f[at + 7] + t7;
    int y7 = f[at + 7] - t7;
    t0 = Polynomial.montgomery(zeta4a * x4);
    x4 = x0 - t0;
    x0 += t0;
    t1 = Polynomial.montgomery(zeta4a * x5);
    x5 = x1 - t1;
    x1 += t1;
    t2 = Polynomial.montgomery(zeta4a * x6);
    x6 = x2 - t2;
    x2 += t2;
    t3 = Polynomial.montgomery(zeta4a * x7);
    x7 = x3 - t3;
    x3 += t3;
    t0 = Polynomial.montgomery(zeta4b * y4);
    y4 = y0 - t0;
    y0 += t0;
    t1 = Polynomial.montgomery(zeta4b * y5);
    y5 = y1 - t1;
    y1 += t1;
    t2 = Polynomial.montgomery(zeta4b * y6);
    y6 = y2 - t2;
    y2 += t2;
    t3 = Polynomial.montgomery(zeta4b * y7);
    y7 = y3 - t3;
    y3 += t3;
    t0 = Polynomial.montgomery(zeta2a * x2);
    f[at] = x0 + t0;
    f[at + 2] = x0 - t0;
    t1 = Polynomial.montgomery(zeta2a * x3);
    f[at + 1] = x1 + t1;
    f[at + 3] = x1 - t1;
    t0 = Polynomial.montgomery(zeta2b * x6);
    f[at + 4] = x4 + t0;
    f[at + 6] = x4 - t0;
    t1 = Polynomial.montgomery(zeta2b * x7);
    f[at + 5] = x5 + t1;
    f[at + 7] = x5 - t1;
    t0 = Polynomial.montgomery(zeta2c * y2);
    f[at + 8] = y0 + t0;
    f[at + 10] = y0 - t0;
    t1 = Polynomial.montgomery(zeta2c * y3);
    f[at + 9] = y1 + t1;
    f[at + 11] = y1 - t1;
    t0 = Polynomial.montgomery(zeta2d * y6);
    f[at + 12] = y4 + t0;
    f[at + 14] = y4 - t0;
    t1 = Polynomial.montgomery(zeta2d * y7);
    f[at + 13] = y5 + t1;
    f[at + 15] = y5 - t1;
  }

  /**
   * The inverse transform (algorithm 10) times 2^16, in place; takes -q..q, gives -q..q.
   *
   * <p>Sums double from layer to layer, up to 128 q, and are not reduced before the end.
   */
  static void invert(int[] f) {
    for (int block = 0; block < SIZE / 16; block++) {
      inverseLowerLayers(f, block);
    }
    int k = 15;
    for (int start = 0; start < SIZE; start += 32) {
      inverseDistance16(f, start, ZETAS[k--]);
    }
    for (int start = 0; start < SIZE; start += 64) {
      inverseDistance32(f, start, ZETAS[k--]);
    }
    for (int start = 0; start < SIZE; start += 128) {
      inverseDistance64(f, start, ZETAS[k--]);
    }
    inverseDistance128(f, ZETAS[k]);
    for (int j = 0; j < SIZE; j++) {
      f[j] = Polynomial.montgomery(f[j] * INVERSE_SCALE);
    }
  }

  private static void inverseDistance16(int[] f, int start, int zeta) {
    for (int j = start; j < start + 16; j++) {
      int x = f[j];
      int y = f[j + 16];
      f[j] = x + y;
      f[j + 16] = Polynomial.montgomery(zeta * (y - x));
    }
  }

  private static void inverseDistance32(int[] f, int start, int zeta) {
    for (int j = start; j < start + 32; j++) {
      int x = f[j];
      int y = f[j + 32];
      f[j] = x + y;
      f[j + 32] = Polynomial.montgomery(zeta * (y - x));
    }
  }

  private static void inverseDistance64(int[] f, int start, int zeta) {
    for (int j = start; j < start + 64; j++) {
      int x = f[j];
      int y = f[j + 64];
      f[j] = x + y;
      f[j + 64] = Polynomial.montgomery(zeta * (y - x));
    }
  }

  private static void inverseDistance128(int[] f, int zeta) {
    for (int j = 0; j < 128; j++) {
      int x = f[j];
      int y = f[j + 128];
      f[j] = x + y;
      f[j + 128] = Polynomial.montgomery(zeta * (y - x));
    }
  }

  /** The inverse layers of distance 2, 4 and 8 of sixteen coefficients. */
  private static void inverseLowerLayers(int[] f, int block) {
    int at = 16 * block;
    int zeta8 = ZETAS[31 - block];
    int zeta4a = ZETAS[63 - 2 * block];
    int zeta4b = ZETAS[63 - 2 * block - 1];
    int zeta2a = ZETAS[127 - 4 * block];
    int zeta2b = ZETAS[127 - 4 * block - 1];
    int zeta2c = ZETAS[127 - 4 * block - 2];
    int zeta2d = ZETAS[127 - 4 * block - 3];
    int x0 = f[at] + f[at + 2];
    int x2 = Polynomial.montgomery(zeta2a * (f[at + 2] - f[at]));
    int x1 = f[at + 1] + f[at + 3];
    int x3 = Polynomial.montgomery(zeta2a * (f[at + 3] - f[at + 1]));
    int x4 = f[at + 4] + f[at + 6];
    int x6 = Polynomial.montgomery(zeta2b * (f[at + 6] - f[at + 4]));
    int x5 = f[at + 5] + f[at + 7];
    int x7 = Polynomial.montgomery(zeta2b * (f[at + 7] - f[at + 5]));
    int y0 = f[at + 8] + f[at + 10];
    int y2 = Polynomial.montgomery(zeta2c * (f[at + 10] - f[at + 8]));
    int y1 = f[at + 9] + f[at + 11];
    int y3 = Polynomial.montgomery(zeta2c * (f[at + 11] - f[at + 9]));
    int y4 = f[at + 12] + f[at + 14];
    int y6 = Polynomial.montgomery(zeta2d * (f[at + 14] - f[at + 12]));
    int y5 = f[at + 13] + f[at + 15];
    int y7 = Polynomial.montgomery(zeta2d * (f[at + 15] - f[at + 13]));
    int t0 = x4 - x0;
    x0 += x4;
    x4 = Polynomial.montgomery(zeta4a * t0);
    int t1 = x5 - x1;
    x1 += x5;
    x5 = Polynomial.montgomery(zeta4a * t1);
    int t2 = x6 - x2;
    x2 += x6;
    x6 = Polynomial.montgomery(zeta4a * t2);
    int t3 = x7 - x3;
    x3 += x7;
    x7 = Polynomial.montgomery(zeta4a * t3);
    int t4 = y4 - y0;
    y0 += y4;
    y4 = Polynomial.montgomery(zeta4b * t4);
    int t5 = y5 - y1;
    y1 += y5;
    y5 = Polynomial.montgomery(zeta4b * t5);
    int t6 = y6 - y2;
    y2 += y6;
    y6 = Polynomial.montgomery(zeta4b * t6);
    int t7 = y7 - y3;
    y3 += y7;
    y7 = Polynomial.montgomery(zeta4b * t7);
    f[at] = x0 + y0;
    f[at + 8] = Polynomial.montgomery(zeta8 * (y0 - x0));
    f[at + 1] = x1 + y1;
    f[at + 9] = Polynomial.montgomery(zeta8 * (y1 - x1));
    f[at + 2] = x2 + y2;
    f[at + 10] = Polynomial.montgomery(zeta8 * (y2 - x2));
    f[at + 3] = x3 + y3;
    f[at + 11] = Polynomial.montgomery(zeta8 * (y3 - x3));
    f[at + 4] = x4 + y4;
    f[at + 12] = Polynomial.montgomery(zeta8 * (y4 - x4));
    f[at + 5] = x5 + y5;
    f[at + 13] = Polynomial.montgomery(zeta8 * (y5 - x5));
    f[at + 6] = x6 + y6;
    f[at + 14] = Polynomial.montgomery(zeta8 * (y6 - x6));
    f[at + 7] = x7 + y7;
    f[at + 15] = Polynomial.montgomery(zeta8 * (y7 - x7));
  }

  /**
   * The sum of products of transforms (algorithm 11) divided by 2^16: r = sum of a[i] * b[i]; all
   * up to q in magnitude, up to four products.
   */
  static void innerProduct(int[] r, int[][] a, int[][] b) {
    int[] low = new int[SIZE / 2];
    int[] high = new int[SIZE / 2];
    int[] middle = new int[SIZE / 2];
    for (int i = 0; i < a.length; i++) {
      int[] x = a[i];
      int[] y = b[i];
      for (int j = 0; j < SIZE / 2; j++) {
        int x0 = x[2 * j];
        int x1 = x[2 * j + 1];
        int y0 = y[2 * j];
        int y1 = y[2 * j + 1];
        low[j] += x0 * y0;
        high[j] += x1 * y1;
        middle[j] += x0 * y1 + x1 * y0;
      }
    }
    for (int j = 0; j < SIZE / 2; j++) {
      // Pairs are polynomials modulo X^2 - zeta, neighbouring ones with opposite zetas.
      int zeta = ZETAS[64 + (j >> 1)];
      int signedZeta = (j & 1) == 0 ? zeta : -zeta; // j is public
      r[2 * j] =
          Polynomial.centered(
              Polynomial.montgomery(low[j])
                  + Polynomial.montgomery(Polynomial.montgomery(high[j]) * signedZeta));
      r[2 * j + 1] = Polynomial.centered(Polynomial.montgomery(middle[j]));
    }
    Arrays.fill(low, 0);
    Arrays.fill(high, 0);
    Arrays.fill(middle, 0);
  }

  private static int[] zetas() {
    int[] zetas = new int[128];
    for (int i = 0; i < 128; i++) {
      int power = (1 << 16) % Q;
      for (int n = Integer.reverse(i) >>> 25; n > 0; n--) {
        power = power * 17 % Q;
      }
      zetas[i] = power > Q / 2 ? power - Q : power;
    }
    return zetas;
  }
}
