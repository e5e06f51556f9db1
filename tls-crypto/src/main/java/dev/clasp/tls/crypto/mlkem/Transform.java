package dev.clasp.tls.crypto.mlkem;

import java.util.Arrays;

/**
 * The number-theoretic transform and its inverse, and products of transforms (FIPS 203 §4.3).
 *
 * <p><b>Order.</b> HotSpot makes vector code of loops over pairs whose distance is a constant, the
 * more the longer they are. The layers of distance 128 to 16 are such loops as they stand. For
 * those of distance 8, 4 and 2 the coefficients are put into another order, in which they are 64,
 * 32 and 16 apart, and the two coefficients of a factor modulo X^2 - zeta are 128 apart:
 * coefficient 16 b + 2 c + e of a transform, with e 0 or 1, is at {@code 128 e + 16 c + b}.
 * Transforms stay in that order; whoever reads or writes them goes by {@link #POSITIONS}.
 *
 * <p>CT: all methods reveal nothing.
 */
final class Transform {
  private static final int SIZE = Polynomial.SIZE;
  private static final int Q = Polynomial.Q;

  /** 2^32 / 128 modulo q. */
  private static final int INVERSE_SCALE = 1441;

  /** Where a transform's coefficient is. */
  static final int[] POSITIONS = positions();

  /** 17^bitReversed(i) * 2^16 modulo q, centered. */
  private static final int[] ZETAS = zetas();

  // The zetas of the lower layers, each where the first coefficient of its pair is.
  private static final int[] ZETAS8 = zetasInOrder(8, false);
  private static final int[] ZETAS4 = zetasInOrder(4, false);
  private static final int[] ZETAS2 = zetasInOrder(2, false);
  private static final int[] INVERSE_ZETAS8 = zetasInOrder(8, true);
  private static final int[] INVERSE_ZETAS4 = zetasInOrder(4, true);
  private static final int[] INVERSE_ZETAS2 = zetasInOrder(2, true);

  /** The zeta of each factor X^2 - zeta, in order. */
  private static final int[] FACTORS = factors();

  private Transform() {}

  /**
   * The transform (algorithm 9); takes -q..q, gives -8q..8q.
   *
   * @param f overwritten
   * @return in the order of {@link #POSITIONS}
   */
  static int[] apply(int[] f) {
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
    int[] r = new int[SIZE];
    reorder(r, f);
    for (int start = 0; start < SIZE; start += 128) {
      layer8(r, start);
    }
    for (int start = 0; start < SIZE; start += 64) {
      layer4(r, start);
    }
    for (int start = 0; start < SIZE; start += 32) {
      layer2(r, start);
    }
    return r;
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

  private static void reorder(int[] r, int[] f) {
    for (int b = 0; b < 16; b++) {
      int at = 16 * b;
      for (int c = 0; c < 8; c++) {
        r[16 * c + b] = f[at + 2 * c];
        r[128 + 16 * c + b] = f[at + 2 * c + 1];
      }
    }
  }

  private static void layer8(int[] r, int start) {
    for (int j = start; j < start + 64; j++) {
      int t = Polynomial.montgomery(ZETAS8[j] * r[j + 64]);
      int x = r[j];
      r[j + 64] = x - t;
      r[j] = x + t;
    }
  }

  private static void layer4(int[] r, int start) {
    for (int j = start; j < start + 32; j++) {
      int t = Polynomial.montgomery(ZETAS4[j] * r[j + 32]);
      int x = r[j];
      r[j + 32] = x - t;
      r[j] = x + t;
    }
  }

  private static void layer2(int[] r, int start) {
    for (int j = start; j < start + 16; j++) {
      int t = Polynomial.montgomery(ZETAS2[j] * r[j + 16]);
      int x = r[j];
      r[j + 16] = x - t;
      r[j] = x + t;
    }
  }

  /**
   * The inverse transform (algorithm 10) times 2^16; takes -q..q, gives -q..q.
   *
   * <p>Sums double from layer to layer, up to 128 q, and are not reduced before the end.
   *
   * @param r in the order of {@link #POSITIONS}; overwritten
   * @param f the polynomial
   */
  static void invert(int[] f, int[] r) {
    for (int start = 0; start < SIZE; start += 32) {
      inverseLayer2(r, start);
    }
    for (int start = 0; start < SIZE; start += 64) {
      inverseLayer4(r, start);
    }
    for (int start = 0; start < SIZE; start += 128) {
      inverseLayer8(r, start);
    }
    reorderBack(f, r);
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

  private static void inverseLayer2(int[] r, int start) {
    for (int j = start; j < start + 16; j++) {
      int x = r[j];
      int y = r[j + 16];
      r[j] = x + y;
      r[j + 16] = Polynomial.montgomery(INVERSE_ZETAS2[j] * (y - x));
    }
  }

  private static void inverseLayer4(int[] r, int start) {
    for (int j = start; j < start + 32; j++) {
      int x = r[j];
      int y = r[j + 32];
      r[j] = x + y;
      r[j + 32] = Polynomial.montgomery(INVERSE_ZETAS4[j] * (y - x));
    }
  }

  private static void inverseLayer8(int[] r, int start) {
    for (int j = start; j < start + 64; j++) {
      int x = r[j];
      int y = r[j + 64];
      r[j] = x + y;
      r[j + 64] = Polynomial.montgomery(INVERSE_ZETAS8[j] * (y - x));
    }
  }

  private static void reorderBack(int[] f, int[] r) {
    for (int b = 0; b < 16; b++) {
      int at = 16 * b;
      for (int c = 0; c < 8; c++) {
        f[at + 2 * c] = r[16 * c + b];
        f[at + 2 * c + 1] = r[128 + 16 * c + b];
      }
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

  /**
   * The sum of products of transforms (algorithm 11) divided by 2^16: r = sum of a[i] * b[i]; all
   * up to q in magnitude, up to four products.
   */
  static void innerProduct(int[] r, int[][] a, int[][] b) {
    int[] high = new int[SIZE / 2];
    Arrays.fill(r, 0);
    for (int i = 0; i < a.length; i++) {
      addProducts(r, high, a[i], b[i]);
    }
    for (int j = 0; j < SIZE / 2; j++) {
      r[j] =
          Polynomial.centered(
              Polynomial.montgomery(r[j])
                  + Polynomial.montgomery(Polynomial.montgomery(high[j]) * FACTORS[j]));
      r[j + 128] = Polynomial.centered(Polynomial.montgomery(r[j + 128]));
    }
    Arrays.fill(high, 0);
  }

  /** Without reduction: the constant and the linear coefficients to r, the quadratic ones apart. */
  private static void addProducts(int[] r, int[] high, int[] x, int[] y) {
    for (int j = 0; j < SIZE / 2; j++) {
      r[j] += x[j] * y[j];
      r[j + 128] += x[j] * y[j + 128] + x[j + 128] * y[j];
    }
    for (int j = 0; j < SIZE / 2; j++) {
      high[j] += x[j + 128] * y[j + 128];
    }
  }

  private static int[] positions() {
    int[] positions = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      positions[i] = 128 * (i & 1) + 16 * (i >> 1 & 7) + (i >> 4);
    }
    return positions;
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

  /** Those of the layer of this distance; the inverse takes them from the end. */
  private static int[] zetasInOrder(int distance, boolean inverse) {
    int[] ordered = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      int block = i / (2 * distance);
      int index = inverse ? SIZE / distance - 1 - block : SIZE / 2 / distance + block;
      ordered[POSITIONS[i]] = ZETAS[index];
    }
    return ordered;
  }

  /** Neighbouring factors have opposite zetas. */
  private static int[] factors() {
    int[] factors = new int[SIZE / 2];
    for (int i = 0; i < SIZE / 2; i++) {
      int zeta = ZETAS[64 + (i >> 1)];
      factors[POSITIONS[2 * i]] = (i & 1) == 0 ? zeta : -zeta;
    }
    return factors;
  }
}
