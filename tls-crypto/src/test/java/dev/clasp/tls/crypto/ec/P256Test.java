package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcEcdh;
import dev.clasp.tls.crypto.jca.JcaEcdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** ECDH on P-256 against the other makers, with scalars at every edge of the digits. */
class P256Test {
  private static final P256 OWN = new P256();
  private static final DiffieHellman BOUNCY_CASTLE = new BcEcdh(GroupAlgorithm.SECP256R1);
  private static final DiffieHellman JCA = new JcaEcdh(GroupAlgorithm.SECP256R1);
  private static final BigInteger ORDER = new BigInteger(1, CurveP256.ORDER);

  @Property(tries = 500)
  void agreesWithBouncyCastle(@ForAll long seed) throws InvalidKeyShare {
    SplittableRandom random = new SplittableRandom(seed);
    compare(BOUNCY_CASTLE, scalar(random), scalar(random));
  }

  @Property(tries = 50)
  void agreesWithThePlatform(@ForAll long seed) throws InvalidKeyShare {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] ours = scalar(random);
    Bytes share = OWN.newKeyPair(replay(scalar(random))).share();
    Secret privateKey = Secret.copyOf(ours);
    assertEquals(JCA.agree(privateKey, share), OWN.agree(privateKey, share));
  }

  /** Where sums of digits meet the point that is added, and all the small and large scalars. */
  @Test
  void agreesWithBouncyCastleOnSpecialScalars() throws InvalidKeyShare {
    BigInteger two = BigInteger.TWO;
    List<BigInteger> special = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      special.add(BigInteger.valueOf(i));
      special.add(ORDER.subtract(BigInteger.valueOf(i)));
    }
    for (int bit = 1; bit < 256; bit += 3) {
      special.add(two.pow(bit));
      special.add(two.pow(bit).subtract(BigInteger.ONE));
      special.add(ORDER.subtract(two.pow(bit)));
    }
    special.add(two.pow(256).subtract(ORDER)); // doubles in the last step for the base point
    special.add(ORDER.shiftRight(1));
    special.add(ORDER.shiftRight(1).add(BigInteger.ONE));
    byte[] other = scalar(new SplittableRandom(9));
    for (BigInteger scalar : special) {
      compare(BOUNCY_CASTLE, fixed(scalar), other);
    }
  }

  private static void compare(DiffieHellman reference, byte[] one, byte[] other)
      throws InvalidKeyShare {
    DiffieHellman.KeyPair expected = reference.newKeyPair(replay(one));
    DiffieHellman.KeyPair ours = OWN.newKeyPair(replay(one));
    assertEquals(expected.share(), ours.share());
    assertEquals(expected.privateKey(), ours.privateKey());
    Bytes peer = reference.newKeyPair(replay(other)).share();
    assertEquals(reference.agree(expected.privateKey(), peer), OWN.agree(ours.privateKey(), peer));
  }

  @Test
  void drawsAgainUntilTheScalarIsInRange() {
    List<byte[]> draws =
        List.of(
            new byte[32],
            fixed(ORDER),
            fixed(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
            fixed(ORDER.subtract(BigInteger.ONE)));
    int[] drawn = new int[1];
    byte[] scalar =
        ScalarsP256.random(
            target -> System.arraycopy(draws.get(drawn[0]++), 0, target, 0, target.length));

    assertEquals(4, drawn[0]);
    assertEquals(ORDER.subtract(BigInteger.ONE), new BigInteger(1, scalar));
  }

  @Property(tries = 300)
  void oddDigitsSumUpToTheNumber(@ForAll long seed) {
    byte[] number = scalar(new SplittableRandom(seed));
    number[31] |= 1;
    for (int width = 3; width <= 7; width++) {
      int[] digits = OddDigits.of(number, width);
      BigInteger sum = BigInteger.ZERO;
      for (int i = digits.length - 1; i >= 0; i--) {
        assertNotEquals(0, digits[i] & 1);
        assertEquals(0, Math.abs(digits[i]) >> width);
        sum = sum.shiftLeft(width).add(BigInteger.valueOf(digits[i]));
      }
      assertEquals(new BigInteger(1, number), sum);
    }
  }

  private static byte[] scalar(SplittableRandom random) {
    byte[] bytes = new byte[40];
    random.nextBytes(bytes);
    return fixed(new BigInteger(1, bytes).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE));
  }

  private static RandomSource replay(byte[] scalar) {
    return target -> System.arraycopy(scalar, 0, target, 0, target.length);
  }

  private static byte[] fixed(BigInteger value) {
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[31 - i] = value.shiftRight(8 * i).byteValue();
    }
    return out;
  }
}
