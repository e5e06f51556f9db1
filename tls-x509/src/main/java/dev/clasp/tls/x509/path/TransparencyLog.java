package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import java.time.Instant;

/**
 * A certificate transparency log (RFC 6962 §3) that is trusted to keep its promises.
 *
 * @param operator who runs it; promises of one operator count once
 * @param subjectPublicKeyInfo its key
 * @param trustedUntil promises made later do not count; {@link Instant#MAX} while it is in use
 */
public record TransparencyLog(String operator, Bytes subjectPublicKeyInfo, Instant trustedUntil) {
  /** A log in use. */
  public static TransparencyLog inUse(String operator, Bytes subjectPublicKeyInfo) {
    return new TransparencyLog(operator, subjectPublicKeyInfo, Instant.MAX);
  }
}
