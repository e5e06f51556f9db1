package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.SignatureChecker;
import dev.clasp.tls.x509.TestData;
import dev.clasp.tls.x509.der.DerException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DSA keys that leave their parameters to the key above (RFC 5280 §6.1.4 (f)), by PKITS' own. */
class WorkingKeysTest {
  private static Certificate pkits(String name) throws IOException, DerException {
    return Certificate.parse(
        TestData.bytes(TestData.require("vectors/pkits").resolve("certs/" + name + ".crt")));
  }

  @Test
  void takesTheParametersFromTheKeyAbove() throws Exception {
    Certificate leaf = pkits("ValidDSAParameterInheritanceTest5EE");
    Certificate inheriting = pkits("DSAParametersInheritedCACert");
    Certificate whole = pkits("DSACACert");
    List<Certificate> path = List.of(leaf, inheriting, whole);

    assertTrue(WorkingKeys.leavesOutParameters(inheriting));
    assertFalse(WorkingKeys.leavesOutParameters(whole));
    Bytes key = WorkingKeys.of(path, 1).orElseThrow();
    SignatureChecker checker =
        SignatureChecker.insecure(
            SignatureChecker.of(CryptoProviders.standard().verifiers()),
            CryptoProviders.insecureSignatures());
    assertEquals(
        SignatureChecker.Outcome.VALID,
        checker.check(leaf.signature(), key, leaf.tbsCertificate(), leaf.signatureValue()));
  }

  /** Else a key without parameters would be a door past the signature. */
  @Test
  void anAnchorWithoutParametersVouchesForNothing() throws Exception {
    Certificate leaf = pkits("ValidDSAParameterInheritanceTest5EE");
    Certificate anchor = pkits("DSAParametersInheritedCACert");
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(anchor),
                SignatureChecker.insecure(
                    SignatureChecker.of(CryptoProviders.standard().verifiers()),
                    CryptoProviders.insecureSignatures()))
            .clock(InstantSource.fixed(Instant.parse("2011-04-15T00:00:00Z")))
            .purpose(Purpose.ANY)
            .build();

    Explanation explanation = validator.explain(List.of(leaf), List.of());

    assertEquals(Rule.SIGNATURE, explanation.primary().orElseThrow().rule());
  }
}
