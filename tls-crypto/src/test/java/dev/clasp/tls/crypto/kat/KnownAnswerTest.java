package dev.clasp.tls.crypto.kat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hkdf;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.crypto.provider.Providers;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the standards, for every provider that implements the algorithm. */
class KnownAnswerTest {
  static List<Case> hkdf() {
    return everywhere(Kat.load("hkdf.json", 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hkdf")
  void hkdf(Case test) {
    Kat kat = test.kat();
    Hkdf hkdf = new Hkdf(test.provider().hashes(), HashAlgorithm.valueOf(kat.text("hash")));
    Secret prk = hkdf.extract(kat.secret("salt"), kat.secret("ikm"));

    assertEquals(kat.secret("prk"), prk);
    assertEquals(kat.secret("okm"), hkdf.expand(prk, kat.bytes("info"), kat.bytes("okm").size()));
  }

  static List<Case> expandLabel() {
    return everywhere(Kat.load("tls13-expand-label.json", 19));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expandLabel")
  void hkdfExpandLabel(Case test) {
    Kat kat = test.kat();
    Tls13Kdf kdf = new Tls13Kdf(test.provider().hashes(), HashAlgorithm.valueOf(kat.text("hash")));

    Secret output =
        kdf.expandLabel(
            kat.secret("secret"), kat.text("label"), kat.bytes("context"), kat.number("length"));
    assertEquals(kat.secret("output"), output);
  }

  static List<Case> prf() {
    return everywhere(Kat.load("tls12-prf.json", 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("prf")
  void prfOfTls12(Case test) {
    Kat kat = test.kat();
    Tls12Prf prf = new Tls12Prf(test.provider().hashes(), HashAlgorithm.valueOf(kat.text("hash")));
    Secret whole = kat.secret("output");

    for (int length = 0; length <= whole.size(); length++) {
      assertEquals(
          whole.slice(0, length),
          prf.derive(kat.secret("secret"), kat.text("label"), kat.bytes("seed"), length));
    }
  }

  static List<Case> aead() {
    return everywhere(Kat.load("aead.json", 4)).stream()
        .filter(test -> test.provider().aeads().algorithms().contains(test.aead()))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("aead")
  void aead(Case test) throws AuthenticationFailed {
    Kat kat = test.kat();
    Aead aead = test.provider().aeads().keyed(test.aead(), kat.secret("key"));
    Bytes message = kat.bytes("plaintext");
    ByteBuffer sealed = ByteBuffer.allocate(message.size() + test.aead().tagLength());
    ByteBuffer header = kat.bytes("associatedData").asByteBuffer();
    aead.seal(kat.bytes("nonce").toArray(), header.duplicate(), message.asByteBuffer(), sealed);
    assertEquals(kat.bytes("ciphertext"), Bytes.copyOf(sealed.flip()));

    ByteBuffer opened = ByteBuffer.allocate(message.size());
    aead.open(kat.bytes("nonce").toArray(), header, sealed, opened);
    assertEquals(message, Bytes.copyOf(opened.flip()));
  }

  static List<Case> ecdsa() {
    return everywhere(Kat.load("ecdsa.json", 18));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ecdsa")
  void ecdsaVerification(Case test) {
    Kat kat = test.kat();
    SignatureAlgorithm algorithm = SignatureAlgorithm.valueOf("ECDSA_" + kat.text("hash"));

    assertTrue(
        test.provider()
            .verifiers()
            .verify(algorithm, EcKats.publicKey(kat), kat.bytes("message"), EcKats.signature(kat)));
  }

  static List<Case> eddsa() {
    return everywhere(Kat.load("eddsa.json", 13));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eddsa")
  void eddsa(Case test) throws Exception {
    Kat kat = test.kat();
    SignatureAlgorithm algorithm = SignatureAlgorithm.valueOf(kat.text("algorithm"));
    Bytes identifier = Bytes.fromHex(algorithm == SignatureAlgorithm.ED25519 ? "2b6570" : "2b6571");
    Bytes header = sequence(Bytes.of(0x06, 3).plus(identifier));
    Bytes secret = kat.bytes("secretKey");
    Bytes octets = Bytes.of(0x04, secret.size()).plus(secret);
    Bytes pkcs8 =
        sequence(Bytes.concat(Bytes.of(2, 1, 0), header, Bytes.of(4, octets.size()), octets));
    Bytes bits = Bytes.of(0).plus(kat.bytes("publicKey"));
    Bytes publicKey = sequence(Bytes.concat(header, Bytes.of(0x03, bits.size()), bits));

    Bytes signature =
        test.provider()
            .signingKeys()
            .fromPkcs8(Secret.copyOf(pkcs8))
            .signer(algorithm)
            .orElseThrow()
            .sign(kat.bytes("message"));
    assertEquals(kat.bytes("signature"), signature);
    assertTrue(
        test.provider()
            .verifiers()
            .verify(algorithm, PublicKeyInfo.decode(publicKey), kat.bytes("message"), signature));
  }

  private static Bytes sequence(Bytes content) {
    return Bytes.of(0x30, content.size()).plus(content);
  }

  private static List<Case> everywhere(List<Kat> kats) {
    return kats.stream()
        .flatMap(kat -> Providers.ALL.stream().map(provider -> new Case(provider, kat)))
        .toList();
  }

  record Case(CryptoProvider provider, Kat kat) {
    AeadAlgorithm aead() {
      return AeadAlgorithm.valueOf(kat.text("algorithm"));
    }

    @Override
    public String toString() {
      return provider.name() + " " + kat;
    }
  }
}
