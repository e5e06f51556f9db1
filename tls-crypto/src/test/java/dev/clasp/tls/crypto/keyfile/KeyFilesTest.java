package dev.clasp.tls.crypto.keyfile;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.kat.Kat;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys in every usual form are read; each kind of file that is no key is told from the others. */
class KeyFilesTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();

  static List<Kat> keys() {
    return Kat.load("key-files.json", 9);
  }

  static List<Kat> refused() {
    return Kat.load("key-files-refused.json", 17);
  }

  static List<Kat> publicKeys() {
    return Kat.load("public-key-files.json", 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void readsPem(Kat file) throws Exception {
    SigningKey key = CRYPTO.signingKeys().fromPkcs8(pkcs8(file, content(file)));

    assertEquals(KeyKind.valueOf(file.text("kind")), key.kind());
    Signer signer = key.signer(key.algorithms().get(0)).orElseThrow();
    assertFalse(signer.sign(Bytes.of(1)).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void readsTheSameFromDer(Kat file) throws Exception {
    Secret pem = content(file);

    assertEquals(pkcs8(file, pem), pkcs8(file, der(file, "PRIVATE KEY")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void saysWhatIsWrong(Kat file) {
    InvalidKey refusal = assertThrows(InvalidKey.class, () -> pkcs8(file, content(file)));

    assertEquals(file.text("message"), refusal.getMessage());
  }

  @Test
  void tellsAPublicKeyInDer() {
    Kat file = publicKeys().get(0);

    InvalidKey refusal =
        assertThrows(InvalidKey.class, () -> PrivateKeyFile.parse(der(file, "PUBLIC KEY")));

    assertEquals("a public key found, expected a private key", refusal.getMessage());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("publicKeys")
  void readsPublicKeys(Kat file) throws Exception {
    PublicKeyInfo pem = PublicKeyFile.read(Bytes.copyOf(file.text("pem").getBytes(UTF_8)));
    PublicKeyInfo der = PublicKeyFile.read(der(file, "PUBLIC KEY").use(Bytes::copyOf));

    assertEquals(KeyKind.valueOf(file.text("kind")), pem.kind());
    assertEquals(pem, der);
  }

  @Test
  void theTwoHalvesBelongTogether() throws Exception {
    Bytes message = Bytes.of(1, 2, 3);
    PublicKeyInfo publicKey =
        PublicKeyFile.read(Bytes.copyOf(publicKeys().get(0).text("pem").getBytes(UTF_8)));
    Kat encrypted = keys().get(8);
    SigningKey key = CRYPTO.signingKeys().fromPkcs8(pkcs8(encrypted, content(encrypted)));
    Signer signer = key.signer(key.algorithms().get(0)).orElseThrow();

    assertTrue(
        CRYPTO.verifiers().verify(signer.algorithm(), publicKey, message, signer.sign(message)));
  }

  @Test
  void refusesAPrivateKeyForAPublicOne() {
    Bytes file = Bytes.copyOf(keys().get(0).text("pem").getBytes(UTF_8));

    InvalidKey refusal = assertThrows(InvalidKey.class, () -> PublicKeyFile.read(file));

    assertEquals(
        "0 public keys found, expected one with -----BEGIN PUBLIC KEY-----", refusal.getMessage());
  }

  @Test
  void printsNothingOfTheKey() throws Exception {
    assertEquals(
        "PrivateKeyFile[a PKCS#8 private key]",
        PrivateKeyFile.parse(content(keys().get(0))).toString());
  }

  private static Secret pkcs8(Kat file, Secret content) throws InvalidKey {
    PrivateKeyFile parsed = PrivateKeyFile.parse(content);
    return file.fields().has("password")
        ? parsed.pkcs8(Secret.takeFrom(file.text("password").getBytes(UTF_8)))
        : parsed.pkcs8();
  }

  private static Secret content(Kat file) {
    return Secret.takeFrom(file.text("pem").getBytes(UTF_8));
  }

  /** The content of the one block whose label ends so. */
  private static Secret der(Kat file, String label) {
    String text = file.text("pem");
    int from = text.indexOf("-----\n", text.indexOf(label + "-----\n")) + 6;
    String base64 = text.substring(from, text.indexOf("-----END", from)).replace("\n", "");
    return Secret.takeFrom(Base64.getDecoder().decode(base64));
  }
}
