package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.Crl;
import dev.clasp.tls.x509.Pem;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.Oid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** CRLs and OCSP responses of BoringSSL's libpki, each with the certificate it is about. */
class BoringSslRevocationTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Instant CRL_TIME = Instant.parse("2017-03-09T00:00:00Z");
  private static final Instant OCSP_TIME = Instant.parse("2017-03-02T00:00:00Z");

  /**
   * Good here: BoringSSL asks for a thisUpdate of the last seven days, where RFC 5280 lets
   * nextUpdate decide; leaves out indirect CRLs and points with a cRLIssuer; and takes a v1 leaf
   * for a CA, where §6.3.3 (b)(2)(ii) asks for a cA that is TRUE.
   */
  private static final Set<String> CRL_DIFFERENCES =
      Set.of(
          "bad_thisupdate_too_old.pem",
          "bad_crldp_has_crlissuer.pem",
          "bad_idp_indirectcrl.pem",
          "invalid_idp_onlycontainsusercerts_v1_leaf.pem");

  /** Names of OCSP cases that are answers BoringSSL accepts. */
  private static final Set<String> OCSP_GOOD =
      Set.of(
          "good_response.pem",
          "good_response_next_update.pem",
          "good_response_sha256.pem",
          "has_critical_ct_extension.pem",
          "has_extension.pem",
          "has_single_extension.pem",
          "has_version.pem",
          "multiple_response.pem",
          "ocsp_extra_certs.pem",
          "ocsp_sign_direct.pem",
          "ocsp_sign_indirect.pem",
          "responder_id.pem",
          "responder_name.pem");

  private static final Set<String> OCSP_REVOKED =
      Set.of(
          "revoke_response.pem",
          "revoke_response_reason.pem",
          "multiple_response_good_revoked.pem");

  /**
   * Good here: BoringSSL wants producedAt within the certificate's validity, and thisUpdate of the
   * last week; RFC 6960 says nothing of either.
   */
  private static final Set<String> OCSP_DIFFERENCES =
      Set.of("produced_early_response.pem", "produced_late_response.pem", "old_response.pem");

  @TestFactory
  Stream<DynamicTest> crls() throws Exception {
    return files("crl_unittest", 66)
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkCrl(file)));
  }

  @TestFactory
  Stream<DynamicTest> ocspResponses() throws Exception {
    return files("ocsp_unittest", 36)
        .map(file -> DynamicTest.dynamicTest(name(file), () -> checkOcsp(file)));
  }

  private static void checkCrl(Path file) throws Exception {
    String expected = name(file).split("_")[0].replace(".pem", "");
    if (expected.equals("invalid") || expected.equals("bad")) {
      expected = CRL_DIFFERENCES.contains(name(file)) ? "good" : "unknown";
    }
    assertEquals(expected, crlStatus(file));
  }

  private static String crlStatus(Path file) throws IOException {
    try {
      Certificate leaf = certificate(file, "CERTIFICATE").orElseThrow();
      Certificate issuer = certificate(file, "CA CERTIFICATE").orElseThrow();
      List<Certificate> others =
          certificate(file, "CA CERTIFICATE 2").map(List::of).orElse(List.of());
      Crl crl = Crl.parse(Pem.blocks(text(file), "CRL").get(0));
      Settings settings = settings(CRL_TIME);
      CrlTrust trust =
          new CrlTrust(
              settings,
              new Spending(Budget.DEFAULT),
              List.of(leaf, issuer),
              others,
              (signer, subject) -> true);
      return text(new CrlChecks(trust).status(leaf, List.of(crl)));
    } catch (DerException e) {
      return "unknown";
    }
  }

  private static void checkOcsp(Path file) throws Exception {
    boolean good = OCSP_GOOD.contains(name(file)) || OCSP_DIFFERENCES.contains(name(file));
    String bad = OCSP_REVOKED.contains(name(file)) ? "revoked" : "unknown";
    assertEquals(good ? "good" : bad, ocspStatus(file));
  }

  private static String ocspStatus(Path file) throws IOException {
    try {
      Certificate leaf = certificate(file, "CERTIFICATE").orElseThrow();
      Certificate issuer = certificate(file, "CA CERTIFICATE").orElseThrow();
      OcspChecks checks =
          new OcspChecks(settings(OCSP_TIME), CRYPTO.hashes(), new Spending(Budget.DEFAULT));
      return text(checks.status(leaf, issuer, Pem.blocks(text(file), "OCSP RESPONSE")));
    } catch (DerException e) {
      return "unknown";
    }
  }

  private static String text(RevocationStatus status) {
    if (status instanceof RevocationStatus.Good) {
      return "good";
    }
    return status instanceof RevocationStatus.Revoked ? "revoked" : "unknown";
  }

  private static Settings settings(Instant now) {
    return new Settings(
        TrustStore.of(),
        IssuerSource.of(List.of()),
        BoringSslRevocationTest::check,
        Profile.RFC5280.rules(),
        now,
        Purpose.ANY,
        Set.of(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        PolicyInputs.ANY,
        Optional.empty(),
        Optional.empty(),
        PeerEvidence.NONE,
        Budget.DEFAULT);
  }

  /** Ours, and SHA-1 with RSA, which these files are signed with and we do not accept. */
  private static SignatureChecker.Outcome check(
      AlgorithmIdentifier algorithm, Bytes key, Bytes message, Bytes signature) {
    if (!algorithm.algorithm().equals(Oid.of("1.2.840.113549.1.1.5"))) {
      return SignatureChecker.of(CRYPTO.verifiers()).check(algorithm, key, message, signature);
    }
    try {
      Signature sha1 = Signature.getInstance("SHA1withRSA");
      sha1.initVerify(
          KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key.toArray())));
      sha1.update(message.toArray());
      return sha1.verify(signature.toArray())
          ? SignatureChecker.Outcome.VALID
          : SignatureChecker.Outcome.INVALID;
    } catch (GeneralSecurityException e) {
      return SignatureChecker.Outcome.INVALID;
    }
  }

  private static Optional<Certificate> certificate(Path file, String label)
      throws IOException, DerException {
    List<Certificate> found = new ArrayList<>();
    for (Bytes block : Pem.blocks(text(file), label)) {
      found.add(Certificate.parse(block));
    }
    return found.stream().findFirst();
  }

  private static Stream<Path> files(String directory, int count) throws IOException {
    Path path = TestData.require("vectors/boringssl-pki").resolve(directory);
    try (Stream<Path> listed = Files.list(path)) {
      List<Path> files = listed.sorted().toList();
      assertEquals(count, files.size(), "files went missing");
      return files.stream();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
