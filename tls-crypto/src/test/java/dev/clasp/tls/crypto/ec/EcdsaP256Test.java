package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.kat.Kat;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.crypto.provider.Providers;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EcdsaP256Test {
  private static final Hashes HASHES = CryptoProviders.jca().hashes();
  private static final BigInteger ORDER = new BigInteger(1, CurveP256.ORDER);

  static List<Kat> vectors() {
    List<Kat> vectors =
        Kat.load("ecdsa.json", 18).stream()
            .filter(kat -> kat.text("curve").equals("SECP256R1"))
            .toList();
    assertEquals(6, vectors.size());
    return vectors;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void withoutRandomnessSignsAsRfc6979(Kat kat) {
    EcdsaSigValue signature = sign(kat, Bytes.empty());

    assertEquals(number(kat.bytes("r")), number(signature.r()));
    assertEquals(number(kat.bytes("s")), number(signature.s()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void withRandomnessEverySignatureIsAnotherAndValid(Kat kat) {
    EcdsaSigValue one = sign(kat, Providers.seeded(1).bytes(32));
    EcdsaSigValue other = sign(kat, Providers.seeded(2).bytes(32));
    Bytes point = kat.bytes("Ux").plus(kat.bytes("Uy"));
    Bytes hash = hash(kat);

    assertNotEquals(one.r(), other.r());
    assertTrue(EcdsaP256.verifyInVariableTime(point, hash, one));
    assertTrue(EcdsaP256.verifyInVariableTime(point, hash, other));
    assertFalse(EcdsaP256.verifyInVariableTime(point, hash, new EcdsaSigValue(one.r(), other.s())));
  }

  private static EcdsaSigValue sign(Kat kat, Bytes additional) {
    HashAlgorithm algorithm = HashAlgorithm.valueOf(kat.text("hash"));
    return EcdsaP256.sign(HASHES, algorithm, kat.bytes("x").toArray(), hash(kat), additional);
  }

  private static Bytes hash(Kat kat) {
    return HASHES.digest(HashAlgorithm.valueOf(kat.text("hash")), kat.bytes("message"));
  }

  @Property(tries = 2000)
  void scalarsAgreeWithBigInteger(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    BigInteger a = scalar(random);
    BigInteger b = scalar(random);

    assertEquals(a.add(b).mod(ORDER), number(ScalarsP256.add(fixed(a), fixed(b))));
    assertEquals(a.multiply(b).mod(ORDER), number(ScalarsP256.multiply(fixed(a), fixed(b))));
    BigInteger any = a.add(b).mod(BigInteger.TWO.pow(256));
    assertEquals(any.mod(ORDER), number(ScalarsP256.reduce(fixed(any))));
    BigInteger inverse = a.signum() == 0 ? a : a.modInverse(ORDER);
    assertEquals(inverse, number(ScalarsP256.invert(fixed(a))));
  }

  @Property(tries = 300)
  void sparseDigitsSumUpToTheNumber(@ForAll long seed) {
    BigInteger number = scalar(new SplittableRandom(seed));
    for (int width = 3; width <= 8; width++) {
      int[] digits = SparseDigits.inVariableTime(fixed(number), width);
      BigInteger sum = BigInteger.ZERO;
      for (int i = digits.length - 1; i >= 0; i--) {
        assertTrue(digits[i] == 0 || (digits[i] & 1) == 1 || (digits[i] & 1) == -1);
        assertTrue(Math.abs(digits[i]) < 1 << width - 1);
        sum = sum.shiftLeft(1).add(BigInteger.valueOf(digits[i]));
      }
      assertEquals(number, sum);
    }
  }

  /** a * G + b * G for every way two multiples of one point can meet. */
  @Test
  void combiningBearsSameAndOppositePoints() {
    byte[] one = fixed(BigInteger.ONE);
    CurveP256.SpacedMultiples multiples = CurveP256.multiplesInVariableTime(affine(one));
    CurveP256.SpacedMultiples prepared = CurveP256.prepareInVariableTime(affine(one));
    List<BigInteger> scalars =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.TWO,
            BigInteger.valueOf(3),
            ORDER.subtract(BigInteger.ONE),
            ORDER.subtract(BigInteger.TWO),
            BigInteger.TWO.pow(200),
            ORDER.shiftRight(1));
    for (BigInteger a : scalars) {
      for (BigInteger b : scalars) {
        assertIsSum(a, b, CurveP256.combineInVariableTime(fixed(a), fixed(b), multiples));
        assertIsSum(a, b, CurveP256.combinePreparedInVariableTime(fixed(a), fixed(b), prepared));
      }
    }
  }

  private static void assertIsSum(BigInteger a, BigInteger b, PointP256 sum) {
    BigInteger expected = a.add(b).mod(ORDER);
    if (expected.signum() == 0) {
      assertEquals(-1, sum.infinityMask(), a + " + " + b);
    } else {
      assertEquals(x(CurveP256.multiplyBase(fixed(expected))), x(sum), a + " + " + b);
    }
  }

  private static CurveP256.Affine affine(byte[] scalar) {
    PointP256 point = CurveP256.multiplyBase(scalar);
    point.normalize();
    return new CurveP256.Affine(point.x, point.y);
  }

  private static Bytes x(PointP256 point) {
    byte[] x = new byte[32];
    point.normalize();
    FieldP256.encode(point.x, x, 0);
    return Bytes.copyOf(x);
  }

  private static BigInteger scalar(SplittableRandom random) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    BigInteger any = new BigInteger(1, bytes).mod(ORDER);
    return switch (random.nextInt(5)) {
      case 0 -> BigInteger.valueOf(random.nextInt(100));
      case 1 -> ORDER.subtract(BigInteger.valueOf(1 + random.nextInt(100)));
      case 2 -> BigInteger.TWO.pow(random.nextInt(256)).mod(ORDER);
      default -> any;
    };
  }

  private static BigInteger number(Bytes bytes) {
    return new BigInteger(1, bytes.toArray());
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] fixed(BigInteger value) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[31 - i] = value.shiftRight(8 * i).byteValue();
    }
    return out;
  }
}
