package dev.clasp.tls.protocol;

import java.util.Optional;

/** The peer's certificate chain was not accepted (RFC 9846 §4.5.1.4, §6.2). */
public final class CertificateRejected extends TlsException {
  private static final long serialVersionUID = 1L;

  public CertificateRejected(AlertDescription alert, Rfc clause, String what) {
    super(Optional.of(alert), Optional.of(clause), what, Optional.empty());
  }
}
