package dev.clasp.tls.x509;

import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.der.DerValue;
import java.util.Arrays;

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

  static RevocationReason decode(DerValue enumerated) throws DerException {
    int code = enumerated.asSmallInteger(0xFF);
    return Arrays.stream(values())
        .filter(reason -> reason.value == code)
        .findFirst()
        .orElseThrow(
            () -> enumerated.fault("%d is no CRLReason (RFC 5280 §5.3.1)".formatted(code)));
  }
}
