package dev.clasp.tls.crypto.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SigningKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one provider signs, every provider accepts, and nothing else. */
class SigningTest {
  private static final Bytes MESSAGE = Bytes.fromHex("00112233");
  private static final List<TestKey> KEYS =
      List.of(
          new TestKey("RSA", KeyKind.RSA),
          new TestKey("RSASSA-PSS", KeyKind.RSA_PSS),
          new TestKey("EC secp256r1", KeyKind.EC_SECP256R1),
          new TestKey("EC secp384r1", KeyKind.EC_SECP384R1),
          new TestKey("EC secp521r1", KeyKind.EC_SECP521R1),
          new TestKey("Ed25519", KeyKind.ED25519),
          new TestKey("Ed448", KeyKind.ED448));

  static List<Case> cases() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (TestKey key : KEYS) {
      KeyPair pair = key.generate();
      for (CryptoProvider provider : Providers.ALL) {
        Secret pkcs8 = Secret.copyOf(pair.getPrivate().getEncoded());
        SigningKey signingKey = provider.signingKeys().fromPkcs8(pkcs8);
        PublicKeyInfo info = PublicKeyInfo.decode(Bytes.copyOf(pair.getPublic().getEncoded()));
        signingKey
            .algorithms()
            .forEach(a -> cases.add(new Case(provider, key, signingKey, info, a)));
      }
    }
    return cases;
  }

  @Test
  void everyKindOfKeyOffersItsAlgorithms() throws Exception {
    String offered =
        cases().stream()
            .filter(test -> test.provider().name().equals("standard"))
            .map(test -> test.signingKey().kind() + " " + test.algorithm())
            .collect(Collectors.joining(", "));
    assertEquals(
        "RSA rsa_pss_rsae_sha256, RSA rsa_pss_rsae_sha384, RSA rsa_pss_rsae_sha512,"
            + " RSA rsa_pkcs1_sha256, RSA rsa_pkcs1_sha384, RSA rsa_pkcs1_sha512,"
            + " RSA_PSS rsa_pss_pss_sha256, RSA_PSS rsa_pss_pss_sha384, RSA_PSS rsa_pss_pss_sha512,"
            + " EC_SECP256R1 ecdsa_secp256r1_sha256, EC_SECP256R1 ecdsa_sha256,"
            + " EC_SECP256R1 ecdsa_sha384, EC_SECP256R1 ecdsa_sha512,"
            + " EC_SECP384R1 ecdsa_secp384r1_sha384, EC_SECP384R1 ecdsa_sha256,"
            + " EC_SECP384R1 ecdsa_sha384, EC_SECP384R1 ecdsa_sha512,"
            + " EC_SECP521R1 ecdsa_secp521r1_sha512, EC_SECP521R1 ecdsa_sha256,"
            + " EC_SECP521R1 ecdsa_sha384, EC_SECP521R1 ecdsa_sha512,"
            + " ED25519 ed25519, ED448 ed448",
        offered);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyProviderAcceptsTheSignature(Case test) throws Exception {
    Bytes signature = test.sign();
    for (CryptoProvider verifier : Providers.ALL) {
      assertTrue(
          verifier.verifiers().verify(test.algorithm(), test.publicKey(), MESSAGE, signature),
          verifier.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesAnotherMessageAndFlippedBits(Case test) throws Exception {
    Bytes signature = test.sign();
    for (CryptoProvider verifier : Providers.ALL) {
      assertFalse(
          verifier
              .verifiers()
              .verify(test.algorithm(), test.publicKey(), MESSAGE.plus(MESSAGE), signature));
      for (int bit = 0; bit < 8 * signature.size(); bit += 37) {
        byte[] forged = signature.toArray();
        forged[bit / 8] ^= (byte) (1 << bit % 8);
        assertFalse(
            verifier
                .verifiers()
                .verify(test.algorithm(), test.publicKey(), MESSAGE, Bytes.copyOf(forged)),
            verifier.name() + " bit " + bit);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesMalformedSignatures(Case test) throws Exception {
    Bytes signature = test.sign();
    List<Bytes> malformed =
        List.of(
            Bytes.empty(),
            Bytes.of(0),
            Bytes.of(0x30, 0),
            signature.plus(Bytes.of(0)),
            signature.first(signature.size() - 1));
    for (CryptoProvider verifier : Providers.ALL) {
      for (Bytes bad : malformed) {
        assertFalse(verifier.verifiers().verify(test.algorithm(), test.publicKey(), MESSAGE, bad));
      }
    }
  }

  /** RFC 9846 §4.3.3: the schemes of TLS 1.3 fix the curve, rsae and pss the kind of RSA key. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void refusesAlgorithmsOfOtherKindsOfKeys(Case test) throws Exception {
    Bytes signature = test.sign();
    for (SignatureAlgorithm other : SignatureAlgorithm.values()) {
      if (!other.accepts(test.publicKey().kind())) {
        assertTrue(test.signingKey().signer(other).isEmpty());
        for (CryptoProvider verifier : Providers.ALL) {
          assertFalse(verifier.verifiers().verify(other, test.publicKey(), MESSAGE, signature));
        }
      }
    }
  }

  @Test
  void whatIsNoPrivateKeyIsRefusedWithoutItsContent() {
    for (CryptoProvider provider : Providers.ALL) {
      for (String hex : List.of("", "30", "3003020100", "302e020100300506032b656e04220420")) {
        InvalidKey refused =
            assertThrows(
                InvalidKey.class,
                () -> provider.signingKeys().fromPkcs8(Secret.copyOf(Bytes.fromHex(hex))));
        assertTrue(refused.getMessage().startsWith("PrivateKeyInfo"), refused.getMessage());
      }
      Bytes ed25519WithoutKey = Bytes.fromHex("300c020100300506032b65700400");
      InvalidKey refused =
          assertThrows(
              InvalidKey.class,
              () -> provider.signingKeys().fromPkcs8(Secret.copyOf(ed25519WithoutKey)));
      assertEquals(
          "PrivateKeyInfo: not a private key of kind " + KeyKind.ED25519, refused.getMessage());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void nothingPrintedTellsTheKey(Case test) {
    assertEquals("SigningKey[" + test.publicKey().kind() + "]", test.signingKey().toString());
    assertEquals(
        "Signer[" + test.algorithm() + "]",
        test.signingKey().signer(test.algorithm()).orElseThrow().toString());
  }

  record TestKey(String generator, KeyKind kind) {
    KeyPair generate() throws GeneralSecurityException {
      String[] words = generator.split(" ");
      KeyPairGenerator keys = KeyPairGenerator.getInstance(words[0]);
      if (words.length > 1) {
        keys.initialize(new ECGenParameterSpec(words[1]));
      }
      return keys.generateKeyPair();
    }
  }

  record Case(
      CryptoProvider provider,
      TestKey key,
      SigningKey signingKey,
      PublicKeyInfo publicKey,
      SignatureAlgorithm algorithm) {
    Bytes sign() throws Exception {
      return signingKey.signer(algorithm).orElseThrow().sign(MESSAGE);
    }

    @Override
    public String toString() {
      return provider.name() + " " + key.kind() + " " + algorithm;
    }
  }
}
