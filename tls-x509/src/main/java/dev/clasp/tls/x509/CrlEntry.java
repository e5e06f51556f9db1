package dev.clasp.tls.x509;

import java.math.BigInteger;
import java.time.Instant;

/**
 * One certificate on a CRL (RFC 5280 §5.3).
 *
 * @param serialNumber of the certificate
 * @param certificateIssuer who issued it
 * @param revocationDate when the CA took it back
 * @param reason why; {@link RevocationReason#UNSPECIFIED} when the extension is absent
 */
public record CrlEntry(
    BigInteger serialNumber,
    Name certificateIssuer,
    Instant revocationDate,
    RevocationReason reason) {}
