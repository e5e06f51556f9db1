package dev.clasp.tls.x509.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.CertificateMaker;
import dev.clasp.tls.x509.CertificateMaker.Issued;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Issued root = CertificateMaker.ca("Root").selfSigned();
  private final Issued issuing = CertificateMaker.ca("Issuing CA").signedBy(root);
  private final Issued expired =
      CertificateMaker.ca("Issuing CA")
          .validity(CertificateMaker.NOT_BEFORE, NOW.minusSeconds(1))
          .signedBy(root);
  private final Issued leaf =
      CertificateMaker.server("www.example.com")
          .with(
              "1.3.6.1.5.5.7.1.1",
              false,
              new AuthorityInformationAccess(
                  AccessDescription.id_ad_caIssuers,
                  new GeneralName(
                      GeneralName.uniformResourceIdentifier, "http://ca.example/issuing.crt")))
          .signedBy(issuing);

  private Explanation explain(String name, Issued... others) {
    CertificateValidator validator =
        CertificateValidator.builder(
                TrustStore.of(root.certificate()), CryptoProviders.standard().verifiers())
            .clock(InstantSource.fixed(NOW))
            .build();
    List<Certificate> chain =
        Stream.concat(Stream.of(leaf), List.of(others).stream()).map(Issued::certificate).toList();
    return validator.explain(chain, List.of(ReferenceIdentity.of(name)));
  }

  @Test
  void showsTheAcceptedPath() {
    Explanation explanation = explain("www.example.com", issuing);

    assertTrue(explanation.accepted());
    assertTrue(explanation.toText().startsWith("accepted: CN=www.example.com\n"));
    assertTrue(
        explanation.toText().contains("    issued by CN=Root [from the trust store"),
        explanation.toText());
  }

  @Test
  void tellsTheMissingIntermediateAndWhereItIs() {
    Explanation explanation = explain("www.example.com");

    MissingIssuer missing = explanation.missingIssuer().orElseThrow();
    assertEquals("CN=Issuing CA", missing.subject().toString());
    assertEquals(
        issuing.certificate().extensions().subjectKeyIdentifier(), missing.keyIdentifier());
    assertEquals(List.of("http://ca.example/issuing.crt"), missing.locations());
    assertFalse(missing.selfIssued());
    assertTrue(explanation.toText().contains("missing: the certificate of CN=Issuing CA"));
  }

  @Test
  void tellsEveryCandidateAndItsFault() {
    Explanation explanation = explain("www.example.org", expired, issuing);

    assertEquals(Rule.NAME_MISMATCH, explanation.primary().orElseThrow().rule());
    List<Attempt> tried = explanation.leaf().issuers();
    assertEquals(2, tried.size());
    List<Rule> rules =
        tried.stream().flatMap(attempt -> attempt.findings().stream()).map(Finding::rule).toList();
    assertEquals(List.of(Rule.EXPIRED), rules);
  }

  @Test
  void writesJsonThatSaysTheSame() throws Exception {
    JsonNode json = new ObjectMapper().readTree(explain("www.example.org", issuing).toJson());

    assertFalse(json.get("accepted").asBoolean());
    assertEquals("name.mismatch", json.get("primary").get("rule").asText());
    assertEquals("RFC 9525 §6", json.get("primary").get("clause").asText());
    assertEquals("NAME_MISMATCH", json.get("primary").get("failure").asText());
    assertEquals(2, json.get("usage").get("signatures").asInt());
    JsonNode issuer = json.get("leaf").get("issuers").get(0);
    assertEquals("CN=Issuing CA", issuer.get("subject").asText());
    assertEquals("CN=Root", issuer.get("issuers").get(0).get("subject").asText());
  }

  @Test
  void escapesWhatJsonAndTerminalsMind() throws Exception {
    JsonWriter json = new JsonWriter();
    String hostile = "\"\\\n\u001b[31m\u009b\ud800";

    json.beginArray().value(hostile).value(1).value(true).endArray();

    JsonNode read = new ObjectMapper().readTree(json.toString());
    assertEquals(hostile, read.get(0).asText());
    assertTrue(json.toString().chars().allMatch(c -> c >= 0x20 && c < 0x7F), json.toString());
  }
}
