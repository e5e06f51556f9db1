package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import dev.clasp.tls.x509.SignedCertificateTimestamp;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransparencyTest {
  private static final ReferenceIdentity HOST = ReferenceIdentity.of("www.example.com");
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued leaf = CertificateMaker.server("www.example.com").signedBy(root);
  private final KeyPair first = CertificateMaker.key("first log", "P-256");
  private final KeyPair second = CertificateMaker.key("second log", "P-256");

  private static Bytes spki(KeyPair log) {
    return Bytes.copyOf(log.getPublic().getEncoded());
  }

  private TransparencyPolicy policy(int operators) {
    return new TransparencyPolicy(
        List.of(
            TransparencyLog.inUse("First", spki(first)),
            new TransparencyLog("Second", spki(second), NOW.minusSeconds(100))),
        CRYPTO.hashes(),
        operators);
  }

  private PathValidated validate(Issued subject, int operators, Bytes... lists)
      throws PathRejected {
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(root.certificate()), CRYPTO.verifiers())
            .clock(InstantSource.fixed(NOW))
            .transparency(policy(operators))
            .build();
    PeerEvidence evidence = new PeerEvidence(List.of(), List.of(lists));
    return validator.validate(List.of(subject.certificate()), evidence, HOST);
  }

  private void assertRejected(Issued subject, int operators, Bytes... lists) {
    PathRejected rejected =
        assertThrows(PathRejected.class, () -> validate(subject, operators, lists));
    assertEquals(PathFailure.TRANSPARENCY_VIOLATED, rejected.reason(), rejected.getMessage());
  }

  private static Bytes certificateEntry(Certificate certificate) {
    return Bytes.of(0, 0).plus(vector24(certificate.der()));
  }

  private static Bytes vector24(Bytes content) {
    return Bytes.of(0, content.size() >>> 8, content.size()).plus(content);
  }

  private static Bytes vector16(Bytes content) {
    return Bytes.of(content.size() >>> 8, content.size()).plus(content);
  }

  private static Bytes sct(KeyPair log, Instant time, Bytes entry) throws GeneralSecurityException {
    Bytes timestamp = Bytes.copyOf(ByteBuffer.allocate(8).putLong(time.toEpochMilli()).array());
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(log.getPrivate());
    signer.update(Bytes.concat(Bytes.of(0, 0), timestamp, entry, Bytes.of(0, 0)).toArray());
    Bytes logId = CRYPTO.hashes().digest(HashAlgorithm.SHA256, spki(log));
    return Bytes.concat(
        Bytes.of(0), logId, timestamp, Bytes.of(0, 0, 4, 3), vector16(Bytes.copyOf(signer.sign())));
  }

  private static Bytes list(Bytes... scts) {
    Bytes content = Bytes.empty();
    for (Bytes sct : scts) {
      content = content.plus(vector16(sct));
    }
    return vector16(content);
  }

  @Test
  void acceptsPromisesSentInTheHandshake() throws Exception {
    Bytes entry = certificateEntry(leaf.certificate());
    Bytes sent = list(sct(first, NOW, entry), sct(second, NOW.minusSeconds(100), entry));

    assertEquals(leaf.certificate(), validate(leaf, 2, sent).leaf());
  }

  @Test
  @DisplayName("RFC 6962 §3.2: the log signs the precertificate and the issuer's key")
  void acceptsEmbeddedPromises() throws Exception {
    Certificate before = CertificateMaker.server("www.example.com").signedBy(root).certificate();
    Bytes entry =
        Bytes.concat(
            Bytes.of(0, 1),
            CRYPTO.hashes().digest(HashAlgorithm.SHA256, root.certificate().subjectPublicKeyInfo()),
            vector24(before.tbsCertificate()));
    Bytes embedded = list(sct(first, NOW, entry));
    Issued with =
        CertificateMaker.server("www.example.com")
            .serial(before.serialNumber())
            .with(SCT_LIST, false, new DEROctetString(embedded.toArray()))
            .signedBy(root);

    assertEquals(with.certificate(), validate(with, 1).leaf());
    assertEquals(1, with.certificate().extensions().timestamps().size());
  }

  @Test
  void rejectsACertificateNoLogHasPromised() {
    assertRejected(leaf, 1);
  }

  @Test
  void countsAnOperatorOnce() throws Exception {
    Bytes entry = certificateEntry(leaf.certificate());
    assertRejected(leaf, 2, list(sct(first, NOW, entry), sct(first, NOW.minusSeconds(1), entry)));
  }

  @Test
  void rejectsAPromiseForAnotherCertificate() throws Exception {
    assertRejected(leaf, 1, list(sct(first, NOW, certificateEntry(root.certificate()))));
  }

  @Test
  void rejectsAPromiseOfTheFuture() throws Exception {
    Bytes entry = certificateEntry(leaf.certificate());
    assertRejected(leaf, 1, list(sct(first, NOW.plusMillis(1), entry)));
  }

  @Test
  void rejectsAPromiseOfALogNoLongerTrusted() throws Exception {
    Bytes entry = certificateEntry(leaf.certificate());
    assertRejected(leaf, 1, list(sct(second, NOW.minusSeconds(99), entry)));
  }

  @Test
  void rejectsAPromiseOfAnUnknownLog() throws Exception {
    KeyPair stranger = CertificateMaker.key("stranger log", "P-256");
    Bytes entry = certificateEntry(leaf.certificate());
    assertRejected(leaf, 1, list(sct(stranger, NOW, entry)));
  }

  @Test
  void noProperPrefixOfAListParses() throws Exception {
    Bytes list = list(sct(first, NOW, certificateEntry(leaf.certificate())));
    assertEquals(1, SignedCertificateTimestamp.decodeList(list).size());
    for (int length = 0; length < list.size(); length++) {
      Bytes prefix = list.first(length);
      assertThrows(DerException.class, () -> SignedCertificateTimestamp.decodeList(prefix));
    }
    assertThrows(
        DerException.class, () -> SignedCertificateTimestamp.decodeList(list.plus(Bytes.of(0))));
  }

  /** Certificates with embedded promises of real and of test logs, from OpenSSL's tests. */
  @ParameterizedTest
  @CsvSource({"embeddedSCTs1, 2020-02-01T00:00:00Z, 1", "embeddedSCTs3, 2016-01-01T00:00:00Z, 3"})
  void verifiesEmbeddedPromisesOfOthers(String name, Instant now, int operators) throws Exception {
    Path directory = TestData.require("vectors/ct/openssl");
    Certificate issuer = read(directory.resolve(name + "_issuer.pem"));
    Certificate subject = read(directory.resolve(name + ".pem"));
    CertificateValidator validator =
        CertificateValidator.builder(TrustStore.of(issuer), CRYPTO.verifiers())
            .clock(InstantSource.fixed(now))
            .purpose(Purpose.ANY)
            .transparency(
                new TransparencyPolicy(
                    logs(directory.resolve("log_list.cnf")), CRYPTO.hashes(), operators))
            .build();

    PathValidated path = validator.validateForAnyName(List.of(subject));

    assertTrue(path.leaf().extensions().timestamps().size() >= operators);
  }

  private static Certificate read(Path file) throws Exception {
    return Certificate.fromPem(Files.readString(file, StandardCharsets.UTF_8)).get(0);
  }

  private static List<TransparencyLog> logs(Path file) throws Exception {
    List<TransparencyLog> logs = new ArrayList<>();
    String description = "";
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.startsWith("description = ")) {
        description = line.substring("description = ".length());
      }
      if (line.startsWith("key = ")) {
        byte[] key = Base64.getDecoder().decode(line.substring("key = ".length()));
        logs.add(TransparencyLog.inUse(description, Bytes.copyOf(key)));
      }
    }
    return logs;
  }
}
