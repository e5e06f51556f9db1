package dev.clasp.tls.conformance.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.crypto.SigningKeys;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and certificates are read in every usual form, and a bad file is told from a good one. */
class PemFilesTest {
  private static final SigningKeys KEYS = CryptoProviders.standard().signingKeys();

  @TempDir private Path directory;

  @Test
  void readsPkcs8() throws Exception {
    Path file = file(Pem.block("PRIVATE KEY", rsaPkcs8()));

    assertEquals(KeyKind.RSA, PemFiles.privateKey(file, KEYS, Optional.empty()).kind());
  }

  @Test
  void readsPkcs1() throws Exception {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(rsaPkcs8().toArray());
    Bytes pkcs1 = Bytes.copyOf(info.parsePrivateKey().toASN1Primitive().getEncoded());

    Path file = file(Pem.block("RSA PRIVATE KEY", pkcs1));

    assertEquals(KeyKind.RSA, PemFiles.privateKey(file, KEYS, Optional.empty()).kind());
  }

  @Test
  void readsSec1WithTheParametersThatOpensslWritesBefore() throws Exception {
    Bytes curve = Bytes.copyOf(SECObjectIdentifiers.secp384r1.getEncoded());
    String text = Pem.block("EC PARAMETERS", curve) + Pem.block("EC PRIVATE KEY", sec1(true));

    assertEquals(
        KeyKind.EC_SECP384R1, PemFiles.privateKey(file(text), KEYS, Optional.empty()).kind());
  }

  @Test
  void refusesSec1WithoutItsCurve() throws Exception {
    assertRefused(
        Pem.block("EC PRIVATE KEY", sec1(false)), "not a SEC1 private key that names its curve");
  }

  @Test
  void refusesAKeyThatIsNotOne() throws Exception {
    assertRefused(Pem.block("PRIVATE KEY", Bytes.of(1, 2, 3)), "not a PKCS#8 private key");
  }

  @Test
  void saysHowToDecryptAKey() throws Exception {
    assertRefused(
        Pem.block("ENCRYPTED PRIVATE KEY", Bytes.of(1, 2, 3)),
        "the private key is encrypted; give its password in a file with --key-password FILE, or decrypt it with: openssl pkey -in %s -out OTHER"
            .formatted(directory.resolve("input.pem")));
  }

  @Test
  void decryptsAKeyWithTheFirstLineOfAPasswordFile() throws Exception {
    String encrypted =
        """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiVNXgJvkAlOQICCAAw
        DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEMmOB+wAIvkyKcJwm1zsG8gEQGYF
        fH/BiiP2ABB6NhNM9ItXgRbSPDI9D3w09rlqrNH4nIDC+eRlR32OZEJnX3MQpAPu
        H8f1lr0pWekorVtGvOA=
        -----END ENCRYPTED PRIVATE KEY-----
        """;
    Path password = Files.writeString(directory.resolve("password"), "correct\nsecond line\n");

    SigningKey key =
        PemFiles.privateKey(file(encrypted), KEYS, Optional.of(PemFiles.password(password)));

    assertEquals(KeyKind.ED25519, key.kind());
  }

  @Test
  void refusesTwoKeys() throws Exception {
    String key = Pem.block("PRIVATE KEY", rsaPkcs8());

    assertRefused(key + key, "2 private keys found, expected one");
  }

  @Test
  void refusesAFileWithoutKey() throws Exception {
    assertRefused("hello", "neither PEM nor DER, expected a key in one of them");
  }

  @Test
  void namesAFileThatIsNotThere() {
    Path missing = directory.resolve("missing.pem");

    UnusableFile refusal = assertThrows(UnusableFile.class, () -> PemFiles.certificates(missing));

    assertEquals(missing + ": no such file", refusal.getMessage());
  }

  @Test
  void refusesAFileWithoutCertificate() throws Exception {
    Path file = file("hello");

    UnusableFile refusal = assertThrows(UnusableFile.class, () -> PemFiles.certificates(file));

    assertEquals(
        file + ": no certificate found, expected PEM with -----BEGIN CERTIFICATE-----",
        refusal.getMessage());
  }

  @Test
  void namesTheBrokenCertificate() throws Exception {
    Path file = file(Pem.block("CERTIFICATE", Bytes.of(0x30, 0x01, 0x02)));

    UnusableFile refusal = assertThrows(UnusableFile.class, () -> PemFiles.certificates(file));

    assertEquals(
        true,
        refusal.getMessage().startsWith(file + ": certificate 1 is broken: "),
        refusal::getMessage);
  }

  private void assertRefused(String text, String problem) throws IOException {
    Path file = file(text);

    UnusableFile refusal =
        assertThrows(UnusableFile.class, () -> PemFiles.privateKey(file, KEYS, Optional.empty()));

    assertEquals(file + ": " + problem, refusal.getMessage());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("input.pem"), text);
  }

  private static Bytes rsaPkcs8() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return Bytes.copyOf(generator.generateKeyPair().getPrivate().getEncoded());
  }

  private static Bytes sec1(boolean withCurve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    org.bouncycastle.asn1.sec.ECPrivateKey structure =
        withCurve
            ? new org.bouncycastle.asn1.sec.ECPrivateKey(
                384, key.getS(), SECObjectIdentifiers.secp384r1)
            : new org.bouncycastle.asn1.sec.ECPrivateKey(384, key.getS());
    return Bytes.copyOf(structure.getEncoded());
  }
}
