package dev.clasp.tls.crypto.mlkem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcMlKem;
import dev.clasp.tls.crypto.kex.KeyEncapsulation;
import dev.clasp.tls.crypto.provider.Providers;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our ML-KEM against Bouncy Castle's, byte by byte. */
class MlKemTest {
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(MlKem.mlKem512(), BcMlKem.mlKem512()),
          new Pair(MlKem.mlKem768(), BcMlKem.mlKem768()),
          new Pair(MlKem.mlKem1024(), BcMlKem.mlKem1024()));

  static List<Pair> pairs() {
    return PAIRS;
  }

  @Property(tries = 300)
  void agreesWithBouncyCastle(@ForAll @IntRange(max = 2) int which, @ForAll long seed)
      throws InvalidKeyShare {
    Pair pair = PAIRS.get(which);
    KeyEncapsulation.KeyPair ours = pair.own().newKeyPair(Providers.seeded(seed));
    KeyEncapsulation.KeyPair theirs = pair.reference().newKeyPair(Providers.seeded(seed));
    assertEquals(theirs.encapsulationKey(), ours.encapsulationKey());

    RandomSource random = Providers.seeded(~seed);
    KeyExchangeReply reply = pair.own().encapsulate(random, ours.encapsulationKey());
    KeyExchangeReply expected =
        pair.reference().encapsulate(Providers.seeded(~seed), ours.encapsulationKey());
    assertEquals(expected, reply);
    assertEquals(reply.secret(), pair.own().decapsulate(ours.decapsulationKey(), reply.share()));

    byte[] forged = reply.share().toArray();
    int bit = (int) Math.floorMod(seed, 8L * forged.length);
    forged[bit / 8] ^= (byte) (1 << bit % 8);
    Secret implicit = pair.own().decapsulate(ours.decapsulationKey(), Bytes.copyOf(forged));
    assertNotEquals(reply.secret(), implicit);
    assertEquals(
        pair.reference().decapsulate(theirs.decapsulationKey(), Bytes.copyOf(forged)), implicit);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void refusesCoefficientsThatAreNotBelowQ(Pair pair) throws InvalidKeyShare {
    byte[] key = pair.own().newKeyPair(Providers.seeded(1)).encapsulationKey().toArray();
    int coefficients = (key.length - 32) * 2 / 3;
    for (int index : new int[] {0, 1, 255, 256, coefficients - 1}) {
      for (int value : new int[] {3328, 3329, 4095}) {
        byte[] changed = key.clone();
        put(changed, index, value);
        Bytes share = Bytes.copyOf(changed);
        if (value == 3328) {
          pair.own().encapsulate(Providers.seeded(2), share);
          continue;
        }
        InvalidKeyShare refused =
            assertThrows(
                InvalidKeyShare.class, () -> pair.own().encapsulate(Providers.seeded(2), share));
        assertEquals(
            pair.own().algorithm()
                + " encapsulation key: a coefficient is not below 3329 (FIPS 203 §7.2)",
            refused.getMessage());
      }
    }
  }

  /** Writes a number of 12 bits at its place. */
  private static void put(byte[] key, int index, int value) {
    int at = index / 2 * 3;
    if (index % 2 == 0) {
      key[at] = (byte) value;
      key[at + 1] = (byte) (key[at + 1] & 0xF0 | value >> 8);
    } else {
      key[at + 1] = (byte) (key[at + 1] & 0x0F | value << 4);
      key[at + 2] = (byte) (value >> 4);
    }
  }

  record Pair(MlKem own, KeyEncapsulation reference) {
    @Override
    public String toString() {
      return own.algorithm().toString();
    }
  }
}
