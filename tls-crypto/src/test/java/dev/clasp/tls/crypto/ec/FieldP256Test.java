package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Field operations against {@link BigInteger}, on operands as other operations make them.
 *
 * <p>The number of cases is the system property {@code clasp.field.cases}, 10^6 by default.
 */
class FieldP256Test {
  static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger RADIX = BigInteger.ONE.shiftLeft(260);
  private static final BigInteger RADIX_INVERSE = RADIX.modInverse(P);
  private static final int CASES = Integer.getInteger("clasp.field.cases", 1_000_000);
  private static final long FULL = (1L << 52) - 1;

  @Test
  void operationsAgreeWithBigInteger() {
    long seed = System.nanoTime();
    System.out.println("FieldP256Test seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    long[] r = FieldP256.zero();
    for (int i = 0; i < CASES / 4; i++) {
      int multiplicity = 1 + random.nextInt(3);
      long[] a = sum(random, multiplicity);
      long[] b = sum(random, multiplicity == 3 ? 3 : 8 / multiplicity);
      BigInteger x = value(a);
      BigInteger y = value(b);

      FieldP256.multiply(r, a, b);
      check(x.multiply(y).multiply(RADIX_INVERSE), r, "multiply", a, b);
      assertBounded(r, multiplicity == 3 ? 110 : 100);
      FieldP256.square(r, a);
      check(x.multiply(x).multiply(RADIX_INVERSE), r, "square", a, b);
      assertBounded(r, 110);
      long[] c = sum(random, 16);
      FieldP256.tighten(r, c);
      check(value(c), r, "tighten", c, c);
      assertBounded(r, 61);
      FieldP256.subtract(r, a, b);
      assertEquals(x.subtract(y), value(r));
    }
  }

  @Test
  void encodingUndoesDecodingAndIsCanonical() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 100_000; i++) {
      BigInteger x = i < 40 ? P.subtract(BigInteger.valueOf(i + 1)) : number(random);
      x = i >= 40 && i < 80 ? BigInteger.valueOf(i - 40) : x;
      byte[] in = fixed(x);
      long[] a = FieldP256.decode(in, 0);
      // The same number in another of its representations.
      FieldP256.subtract(a, a, prime(random.nextInt(-1, 2)));
      byte[] out = new byte[32];
      FieldP256.encode(a, out, 0);
      assertEquals(x, new BigInteger(1, out));
      assertEquals(x.signum() == 0 ? -1 : 0, FieldP256.zeroMask(a));
    }
  }

  @Test
  void inversionAgreesWithBigInteger() {
    SplittableRandom random = new SplittableRandom(4);
    long[] r = FieldP256.zero();
    byte[] out = new byte[32];
    for (int i = 0; i < 1000; i++) {
      BigInteger x = i == 0 ? BigInteger.ZERO : i == 1 ? BigInteger.ONE : number(random);
      FieldP256.invert(r, FieldP256.decode(fixed(x), 0));
      FieldP256.encode(r, out, 0);
      assertEquals(i == 0 ? x : x.modInverse(P), new BigInteger(1, out));
    }
  }

  private static void check(BigInteger expected, long[] r, String what, long[] a, long[] b) {
    assertEquals(
        expected.mod(P),
        value(r).mod(P),
        () -> what + " " + Arrays.toString(a) + " " + Arrays.toString(b));
  }

  private static void assertBounded(long[] r, int hundredths) {
    BigInteger bound = P.multiply(BigInteger.valueOf(hundredths)).divide(BigInteger.valueOf(100));
    assertTrue(value(r).abs().compareTo(bound) <= 0, () -> Arrays.toString(r));
  }

  /** The sum or difference of as many elements as said, each from -p to p. */
  private static long[] sum(SplittableRandom random, int multiplicity) {
    long[] total = FieldP256.zero();
    for (int i = 0; i < multiplicity; i++) {
      long[] next = element(random);
      if (random.nextBoolean()) {
        FieldP256.add(total, total, next);
      } else {
        FieldP256.subtract(total, total, next);
      }
    }
    return total;
  }

  private static long[] element(SplittableRandom random) {
    long[] limbs = new long[5];
    int kind = random.nextInt(4);
    for (int i = 0; i < 4; i++) {
      limbs[i] = kind == 0 ? random.nextLong() & FULL : edge(random);
    }
    long top = (1L << 48) - (1L << 16) - 1;
    limbs[4] =
        switch (random.nextInt(4)) {
          case 0 -> top;
          case 1 -> -top;
          case 2 -> random.nextLong(-2, 3);
          default -> random.nextLong(-top, top);
        };
    return limbs;
  }

  private static long edge(SplittableRandom random) {
    long[] edges = {0, 1, 2, 255, 256, FULL, FULL - 1, FULL + 1, FULL - 255, 1L << 51, 1L << 44};
    return edges[random.nextInt(edges.length)];
  }

  private static long[] prime(int times) {
    return new long[] {
      times * FULL, times * ((1L << 44) - 1), 0, times * (1L << 36), times * 0xFFFF_FFFF_0000L
    };
  }

  private static BigInteger number(SplittableRandom random) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(P);
  }

  private static byte[] fixed(BigInteger x) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[31 - i] = x.shiftRight(8 * i).byteValue();
    }
    return out;
  }

  private static BigInteger value(long[] limbs) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 4; i >= 0; i--) {
      value = value.shiftLeft(52).add(BigInteger.valueOf(limbs[i]));
    }
    return value;
  }
}
