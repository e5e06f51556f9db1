package dev.clasp.tls.crypto.ec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcXdh;
import dev.clasp.tls.crypto.jca.JcaXdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** X25519 against the other makers, and its two ways to multiply against each other. */
class X25519Test {
  private static final X25519 OWN = new X25519();
  private static final DiffieHellman BOUNCY_CASTLE = BcXdh.x25519();
  private static final DiffieHellman JCA = JcaXdh.x25519();

  @Property(tries = 3000)
  void theTableGivesWhatTheLadderGives(@ForAll("strings") byte[] scalar) {
    byte[] nine = new byte[32];
    nine[0] = 9;

    assertArrayEquals(X25519.multiply(scalar, nine), X25519.multiplyBase(scalar));
  }

  @Property(tries = 2000)
  void agreesWithBouncyCastle(@ForAll("strings") byte[] scalar, @ForAll("strings") byte[] u) {
    assertEquals(outcome(BOUNCY_CASTLE, scalar, u), outcome(OWN, scalar, u));
  }

  @Property(tries = 300)
  void agreesWithThePlatform(@ForAll("strings") byte[] scalar, @ForAll("strings") byte[] u) {
    assertEquals(outcome(JCA, scalar, u), outcome(OWN, scalar, u));
  }

  /** Every value around 0, p and 2^255 that is encoded so, canonical or not. */
  @Test
  void agreesWithBouncyCastleOnSpecialValues() {
    byte[] scalar = new byte[32];
    Arrays.fill(scalar, (byte) 0x5A);
    for (int low = 0; low < 256; low++) {
      for (int middle : new int[] {0, 0xFF}) {
        for (int high : new int[] {0, 0x7F, 0x80, 0xFF}) {
          byte[] u = new byte[32];
          Arrays.fill(u, (byte) middle);
          u[0] = (byte) low;
          u[31] = (byte) high;
          assertEquals(outcome(BOUNCY_CASTLE, scalar, u), outcome(OWN, scalar, u));
        }
      }
    }
  }

  @Test
  void refusesSharesOfAnotherSize() {
    Secret ours = Secret.zeros(32);
    for (int size : new int[] {0, 31, 33, 64}) {
      InvalidKeyShare refused =
          assertThrows(InvalidKeyShare.class, () -> OWN.agree(ours, Bytes.copyOf(new byte[size])));
      assertEquals(
          "x25519 share: %d bytes, expected 32 (RFC 9846 §4.3.8.2)".formatted(size),
          refused.getMessage());
    }
  }

  /** The secret, or the word that the share was refused. */
  private static Object outcome(DiffieHellman function, byte[] scalar, byte[] u) {
    try {
      return function.agree(Secret.copyOf(scalar), Bytes.copyOf(u));
    } catch (InvalidKeyShare e) {
      return "refused";
    }
  }

  /** 32 bytes: random ones, runs of equal bytes, single bits. */
  @Provide
  Arbitrary<byte[]> strings() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofSize(32);
    Arbitrary<byte[]> runs =
        Arbitraries.of(0, 1, 0x55, 0x7F, 0x80, 0xAA, 0xEC, 0xED, 0xFF)
            .map(Integer::byteValue)
            .array(byte[].class)
            .ofSize(32);
    Arbitrary<byte[]> bits =
        Arbitraries.integers()
            .between(0, 255)
            .map(
                bit -> {
                  byte[] single = new byte[32];
                  single[bit / 8] = (byte) (1 << bit % 8);
                  return single;
                });
    return Arbitraries.oneOf(List.of(random, runs, bits));
  }
}
