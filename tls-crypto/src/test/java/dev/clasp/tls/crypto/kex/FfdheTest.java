package dev.clasp.tls.crypto.kex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcFfdhe;
import dev.clasp.tls.crypto.jca.JcaFfdhe;
import dev.clasp.tls.crypto.provider.Providers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FfdheTest {
  private static final Map<GroupAlgorithm, DHParameters> REFERENCE =
      Map.of(
          GroupAlgorithm.FFDHE2048, DHStandardGroups.rfc7919_ffdhe2048,
          GroupAlgorithm.FFDHE3072, DHStandardGroups.rfc7919_ffdhe3072,
          GroupAlgorithm.FFDHE4096, DHStandardGroups.rfc7919_ffdhe4096,
          GroupAlgorithm.FFDHE6144, DHStandardGroups.rfc7919_ffdhe6144,
          GroupAlgorithm.FFDHE8192, DHStandardGroups.rfc7919_ffdhe8192);

  @Test
  void computedPrimesAreThoseOfTheRfc() {
    REFERENCE.forEach(
        (algorithm, reference) -> {
          FfdheParameters computed = FfdheParameters.of(algorithm);
          assertEquals(reference.getP(), computed.prime());
          assertEquals(reference.getG(), FfdheParameters.GENERATOR);
          assertTrue(computed.exponentBits() >= reference.getL());
        });
  }

  static List<DiffieHellman> functions() {
    List<DiffieHellman> functions = new ArrayList<>();
    for (GroupAlgorithm group : List.of(GroupAlgorithm.FFDHE2048, GroupAlgorithm.FFDHE3072)) {
      functions.add(new JcaFfdhe(group));
      functions.add(new BcFfdhe(group));
    }
    return functions;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void bothMakersAgree(DiffieHellman function) throws InvalidKeyShare {
    DiffieHellman.KeyPair alice = function.newKeyPair(Providers.seeded(1));
    for (DiffieHellman other : functions()) {
      if (other.algorithm() == function.algorithm()) {
        DiffieHellman.KeyPair bob = other.newKeyPair(Providers.seeded(2));
        Secret secret = function.agree(alice.privateKey(), bob.share());
        assertEquals(other.agree(bob.privateKey(), alice.share()), secret);
        assertEquals(alice.share().size(), secret.size());
      }
    }
  }

  /** RFC 9846 §4.3.8.1: "1 < Y < p-1". */
  @ParameterizedTest
  @MethodSource("functions")
  void refusesSharesOutOfRange(DiffieHellman function) {
    FfdheParameters parameters = FfdheParameters.of(function.algorithm());
    BigInteger p = parameters.prime();
    Secret ours = function.newKeyPair(Providers.seeded(3)).privateKey();
    for (BigInteger y :
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            p.subtract(BigInteger.ONE),
            p,
            p.add(BigInteger.ONE))) {
      Bytes share = Bytes.copyOf(FixedLength.of(y, parameters.length()));
      InvalidKeyShare refused =
          assertThrows(InvalidKeyShare.class, () -> function.agree(ours, share));
      assertEquals(
          function.algorithm() + " share: not between 1 and p - 1 (RFC 9846 §4.3.8.1)",
          refused.getMessage());
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void refusesSharesOfAnotherSize(DiffieHellman function) {
    DiffieHellman.KeyPair ours = function.newKeyPair(Providers.seeded(3));
    for (Bytes share : List.of(Bytes.of(2), ours.share().plus(Bytes.of(0)), Bytes.empty())) {
      InvalidKeyShare refused =
          assertThrows(InvalidKeyShare.class, () -> function.agree(ours.privateKey(), share));
      assertTrue(refused.getMessage().endsWith("(RFC 9846 §4.3.8.1)"), refused.getMessage());
    }
  }
}
