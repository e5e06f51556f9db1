package dev.clasp.tls.x509;

import java.util.Arrays;
import java.util.Optional;

/** CRLReason (RFC 5280 §5.3.1). */
public enum RevocationReason {
  UNSPECIFIED(0),
  KEY_COMPROMISE(1),
  CA_COMPROMISE(2),
  AFFILIATION_CHANGED(3),
  SUPERSEDED(4),
  CESSATION_OF_OPERATION(5),
  CERTIFICATE_HOLD(6),
  /** In delta CRLs: no longer revoked. */
  REMOVE_FROM_CRL(8),
  PRIVILEGE_WITHDRAWN(9),
  AA_COMPROMISE(10);

  private final int value;

  RevocationReason(int value) {
    this.value = value;
  }

  static Optional<RevocationReason> of(int value) {
    return Arrays.stream(values()).filter(reason -> reason.value == value).findFirst();
  }
}
