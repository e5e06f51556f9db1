package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Field operations against {@link BigInteger}.
 *
 * <p>Operands are limbs as the operations make them, not only canonical ones: random, at the bounds
 * that the class promises to bear, and the values around 0, p and 2^255. The number of cases is the
 * system property {@code clasp.field.cases}, 10^6 by default.
 */
class Field25519Test {
  static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final int CASES = Integer.getInteger("clasp.field.cases", 1_000_000);
  private static final long FULL = (1L << 51) - 1;

  /** What the sum of three results can reach. */
  private static final long LOOSE = 3 * ((1L << 51) + (1L << 17));

  @Test
  void operationsAgreeWithBigInteger() {
    long seed = System.nanoTime();
    System.out.println("Field25519Test seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    long[] r = Field25519.zero();
    for (int i = 0; i < CASES / 4; i++) {
      long[] a = operand(random);
      long[] b = operand(random);
      BigInteger x = value(a);
      BigInteger y = value(b);

      Field25519.multiply(r, a, b);
      check(x.multiply(y), r, "multiply", a, b);
      Field25519.square(r, a);
      check(x.multiply(x), r, "square", a, b);
      int small = random.nextInt(1 << 20);
      Field25519.multiplySmall(r, a, small);
      check(x.multiply(BigInteger.valueOf(small)), r, "multiplySmall", a, b);
      Field25519.subtract(r, a, b);
      assertEquals(x.subtract(y), value(r));
      assertEquals(x.mod(P), new BigInteger(1, reversed(Field25519.encode(a))), () -> text(a));
    }
  }

  @Test
  void resultsStayWithinTheBoundsTheyPromise() {
    SplittableRandom random = new SplittableRandom(1);
    long[] r = Field25519.zero();
    for (int i = 0; i < 100_000; i++) {
      Field25519.multiply(r, operand(random), operand(random));
      assertBounded(r);
      Field25519.square(r, operand(random));
      assertBounded(r);
    }
  }

  @Test
  void inversionAgreesWithBigInteger() {
    SplittableRandom random = new SplittableRandom(2);
    long[] r = Field25519.zero();
    for (int i = 0; i < 2000; i++) {
      long[] a = operand(random);
      Field25519.invert(r, a);
      BigInteger x = value(a).mod(P);
      BigInteger expected = x.signum() == 0 ? x : x.modInverse(P);
      assertEquals(expected, new BigInteger(1, reversed(Field25519.encode(r))));
    }
  }

  @Test
  void encodingIsCanonicalAndDecodingIgnoresTheTopBit() {
    for (long offset = -20; offset <= 20; offset++) {
      for (BigInteger near : new BigInteger[] {P, P.shiftLeft(1), BigInteger.ONE.shiftLeft(255)}) {
        BigInteger x = near.add(BigInteger.valueOf(offset));
        byte[] in = little(x.mod(BigInteger.ONE.shiftLeft(256)));
        BigInteger masked = x.mod(BigInteger.ONE.shiftLeft(255));
        assertEquals(
            masked.mod(P), new BigInteger(1, reversed(Field25519.encode(Field25519.decode(in)))));
      }
    }
  }

  private static void check(BigInteger expected, long[] r, String what, long[] a, long[] b) {
    assertEquals(expected.mod(P), value(r).mod(P), () -> what + " " + text(a) + " " + text(b));
  }

  private static void assertBounded(long[] r) {
    for (long limb : r) {
      assertTrue(limb >= -(1L << 17) && limb <= (1L << 51) + (1L << 17), () -> text(r));
    }
  }

  private static long[] operand(SplittableRandom random) {
    long[] limbs = new long[5];
    int kind = random.nextInt(5);
    for (int i = 0; i < 5; i++) {
      limbs[i] =
          switch (kind) {
            case 4 -> random.nextBoolean() ? LOOSE : -LOOSE;
            case 0 -> random.nextLong() & FULL;
            case 1 -> random.nextLong(-LOOSE, LOOSE + 1);
            case 2 -> edge(random);
            default -> random.nextBoolean() ? edge(random) : random.nextLong() & FULL;
          };
    }
    return limbs;
  }

  private static long edge(SplittableRandom random) {
    long[] edges = {
      0, 1, -1, 18, 19, 20, FULL, FULL - 1, FULL - 18, FULL - 19, FULL + 1, LOOSE, -LOOSE, 1L << 50
    };
    return edges[random.nextInt(edges.length)];
  }

  static BigInteger value(long[] limbs) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      value = value.shiftLeft(51).add(BigInteger.valueOf(limbs[i]));
    }
    return value;
  }

  private static String text(long[] limbs) {
    return Arrays.toString(limbs);
  }

  private static byte[] little(BigInteger value) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = value.shiftRight(8 * i).byteValue();
    }
    return out;
  }

  static byte[] reversed(byte[] in) {
    byte[] out = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      out[i] = in[in.length - 1 - i];
    }
    return out;
  }
}
