package dev.clasp.tls.crypto.kat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.bc.BcXdh;
import dev.clasp.tls.crypto.ec.X25519;
import dev.clasp.tls.crypto.jca.JcaXdh;
import dev.clasp.tls.crypto.kex.DiffieHellman;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** X25519 and X448 of all makers (RFC 7748). */
class XdhTest {
  private static final List<DiffieHellman> FUNCTIONS =
      List.of(JcaXdh.x25519(), JcaXdh.x448(), BcXdh.x25519(), BcXdh.x448(), new X25519());

  static List<Case> multiplications() {
    return with(Kat.load("xdh.json", 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("multiplications")
  void multiplies(Case test) throws InvalidKeyShare {
    Kat kat = test.kat();
    assertEquals(kat.secret("result"), test.function().agree(kat.secret("scalar"), kat.bytes("u")));
  }

  /** The million iterations take minutes with the platform's arithmetic. */
  static List<Case> iterations() {
    return with(Kat.load("xdh-iterated.json", 6)).stream()
        .filter(test -> test.kat().number("iterations") <= 1000)
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("iterations")
  void iterates(Case test) throws InvalidKeyShare {
    byte[] base = new byte[test.kat().bytes("result").size()];
    base[0] = (byte) (base.length == 32 ? 9 : 5);
    Bytes k = Bytes.copyOf(base);
    Bytes u = k;
    for (int i = 0; i < test.kat().number("iterations"); i++) {
      Bytes next = test.function().agree(Secret.copyOf(k), u).use(Bytes::copyOf);
      u = k;
      k = next;
    }
    assertEquals(test.kat().bytes("result"), k);
  }

  static List<Case> agreements() {
    return with(Kat.load("xdh-agreement.json", 2));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("agreements")
  void agrees(Case test) throws InvalidKeyShare {
    Kat kat = test.kat();
    DiffieHellman.KeyPair alice =
        test.function().newKeyPair(target -> kat.bytes("a").copyTo(target, 0));
    DiffieHellman.KeyPair bob =
        test.function().newKeyPair(target -> kat.bytes("b").copyTo(target, 0));

    assertEquals(kat.bytes("A"), alice.share());
    assertEquals(kat.bytes("B"), bob.share());
    assertEquals(kat.secret("shared"), test.function().agree(alice.privateKey(), bob.share()));
    assertEquals(kat.secret("shared"), test.function().agree(bob.privateKey(), alice.share()));
  }

  static List<DiffieHellman> functions() {
    return FUNCTIONS;
  }

  /** RFC 9846 §7.4.2: "MUST check whether the computed shared secret is the all-zero value". */
  @ParameterizedTest
  @MethodSource("functions")
  void refusesAnAllZeroResult(DiffieHellman function) {
    DiffieHellman.KeyPair ours = function.newKeyPair(target -> Arrays.fill(target, (byte) 7));
    byte[] zero = new byte[ours.share().size()];
    byte[] one = zero.clone();
    one[0] = 1;
    for (byte[] lowOrder : List.of(zero, one)) {
      InvalidKeyShare refused =
          assertThrows(
              InvalidKeyShare.class,
              () -> function.agree(ours.privateKey(), Bytes.copyOf(lowOrder)));
      assertEquals(
          function.algorithm() + " share: of low order, the result is zero (RFC 9846 §7.4.2)",
          refused.getMessage());
    }
  }

  private static List<Case> with(List<Kat> kats) {
    return kats.stream()
        .flatMap(
            kat ->
                FUNCTIONS.stream()
                    .filter(f -> f.algorithm().name().equals(kat.text("algorithm")))
                    .map(function -> new Case(function, kat)))
        .toList();
  }

  record Case(DiffieHellman function, Kat kat) {
    @Override
    public String toString() {
      return function.getClass().getSimpleName() + " " + kat;
    }
  }
}
