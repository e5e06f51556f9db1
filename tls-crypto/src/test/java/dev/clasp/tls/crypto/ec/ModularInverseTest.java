package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModularInverseTest {
  static List<BigInteger> moduli() {
    return List.of(
        Field25519Test.P,
        FieldP256Test.P,
        new BigInteger(1, CurveP256.ORDER),
        BigInteger.TWO.pow(256).subtract(BigInteger.valueOf(189)), // the largest prime below 2^256
        BigInteger.valueOf(3));
  }

  @ParameterizedTest
  @MethodSource("moduli")
  void agreesWithBigInteger(BigInteger modulus) {
    ModularInverse inverse = new ModularInverse(modulus);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      BigInteger x = operand(random, i).mod(modulus);
      BigInteger expected = x.signum() == 0 ? x : x.modInverse(modulus);
      BigInteger found = number(inverse.invert(words(x)));
      assertEquals(expected, found, () -> x + " modulo " + modulus);
    }
  }

  /** Small ones, ones near the modulus, powers of two and their neighbours, random ones. */
  private static BigInteger operand(SplittableRandom random, int i) {
    BigInteger power = BigInteger.TWO.pow(random.nextInt(257));
    return switch (i % 4) {
      case 0 -> BigInteger.valueOf(i / 4 - 2500);
      case 1 -> power.add(BigInteger.valueOf(random.nextInt(5) - 2));
      case 2 -> power.multiply(BigInteger.valueOf(random.nextInt(1000)));
      default -> {
        byte[] bytes = new byte[40];
        random.nextBytes(bytes);
        yield new BigInteger(1, bytes);
      }
    };
  }

  private static long[] words(BigInteger x) {
    long[] words = new long[4];
    for (int i = 0; i < 4; i++) {
      words[i] = x.shiftRight(64 * i).longValue();
    }
    return words;
  }

  private static BigInteger number(long[] words) {
    BigInteger x = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      x = x.shiftLeft(64).add(new BigInteger(Long.toUnsignedString(words[i])));
    }
    return x;
  }
}
