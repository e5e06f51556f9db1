package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Oids;
import dev.clasp.tls.x509.der.Oid;
import java.util.Optional;

/** What the certificate is to be used for (RFC 5280 §4.2.1.12). */
public enum Purpose {
  TLS_SERVER(Oids.SERVER_AUTH),
  TLS_CLIENT(Oids.CLIENT_AUTH),
  OCSP_SIGNING(Oids.OCSP_SIGNING),
  EMAIL(Oid.of("1.3.6.1.5.5.7.3.4")),
  CODE_SIGNING(Oid.of("1.3.6.1.5.5.7.3.3")),
  /** Anything: extended key usage is not looked at. */
  ANY(null);

  private final Optional<Oid> keyPurposeId;

  // An enum constant cannot pass Optional.of(...) more readably.
  Purpose(@org.jspecify.annotations.Nullable Oid keyPurposeId) {
    this.keyPurposeId = Optional.ofNullable(keyPurposeId);
  }

  /** The KeyPurposeId an extended key usage must list, if any is asked for. */
  public Optional<Oid> keyPurposeId() {
    return keyPurposeId;
  }
}
