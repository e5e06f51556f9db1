package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;

/**
 * One rule, broken by one certificate.
 *
 * @param rule which
 * @param severity what that does
 * @param certificate by which
 * @param detail what was found and what was expected
 */
public record Finding(Rule rule, Severity severity, Certificate certificate, String detail) {
  public Finding {
    detail = Printable.of(detail);
  }

  boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code CN=Example CA: expired …, now … (RFC 5280 §6.1.3 (a)(2))}. */
  @Override
  public String toString() {
    return "%s: %s (%s)"
        .formatted(Printable.of(certificate.subject().toString()), detail, rule.clause());
  }
}
