package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;

/** Writes an explanation as JSON (RFC 8259). */
final class ExplanationJson {
  private ExplanationJson() {}

  static String write(Explanation explanation) {
    JsonWriter json = new JsonWriter();
    json.beginObject();
    json.name("accepted").value(explanation.accepted());
    explanation.primary().ifPresent(finding -> finding(json.name("primary"), finding));
    explanation.missingIssuer().ifPresent(missing -> missing(json.name("missingIssuer"), missing));
    json.name("usage").beginObject();
    json.name("signatures").value(explanation.usage().signatures());
    json.name("candidates").value(explanation.usage().candidates());
    json.name("nameConstraintProducts").value(explanation.usage().nameConstraintProducts());
    json.endObject();
    attempt(json.name("leaf"), explanation.leaf());
    json.endObject();
    return json.toString();
  }

  private static void attempt(JsonWriter json, Attempt attempt) {
    Certificate certificate = attempt.certificate();
    json.beginObject();
    json.name("subject").value(certificate.subject().toString());
    json.name("issuer").value(certificate.issuer().toString());
    json.name("serialNumber").value(certificate.serialNumber().toString(16));
    json.name("notBefore").value(certificate.notBefore().toString());
    json.name("notAfter").value(certificate.notAfter().toString());
    json.name("source").value(attempt.source().name());
    json.name("accepted").value(attempt.accepted());
    json.name("findings").beginArray();
    attempt.findings().forEach(finding -> finding(json, finding));
    json.endArray();
    json.name("issuers").beginArray();
    attempt.issuers().forEach(issuer -> attempt(json, issuer));
    json.endArray();
    json.endObject();
  }

  private static void finding(JsonWriter json, Finding finding) {
    json.beginObject();
    json.name("rule").value(finding.rule().id());
    json.name("clause").value(finding.rule().clause());
    json.name("failure").value(finding.rule().failure().name());
    json.name("severity").value(finding.severity().name());
    json.name("subject").value(finding.certificate().subject().toString());
    json.name("detail").value(finding.detail());
    json.endObject();
  }

  private static void missing(JsonWriter json, MissingIssuer missing) {
    json.beginObject();
    json.name("subject").value(missing.subject().toString());
    missing.keyIdentifier().ifPresent(id -> json.name("keyIdentifier").value(id.toHex()));
    json.name("locations").beginArray();
    missing.locations().forEach(json::value);
    json.endArray();
    json.endObject();
  }
}
