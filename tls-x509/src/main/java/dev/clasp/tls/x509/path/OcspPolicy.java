package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.x509.Certificate;
import java.util.List;

/**
 * How OCSP responses are used.
 *
 * @param hashes for the identifiers in responses
 * @param source where responses come from that the peer did not send
 */
public record OcspPolicy(Hashes hashes, OcspPolicy.Source source) {
  /**
   * Where else OCSP responses come from. Whoever wants to fetch some implements this; nothing here
   * ever does. Thread-safe.
   */
  public interface Source {
    /** Responses in DER that may be about the certificate. */
    List<Bytes> responsesFor(Certificate certificate, Certificate issuer);
  }

  /** Only what the peer staples to its handshake. */
  public static OcspPolicy stapledOnly(Hashes hashes) {
    return new OcspPolicy(hashes, (certificate, issuer) -> List.of());
  }
}
