package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import java.util.List;

/**
 * What the peer sent beside its certificates to have them believed.
 *
 * @param ocspResponses in DER, for any of its certificates (RFC 6066 §8, RFC 9846 §4.5.1.1)
 */
public record PeerEvidence(List<Bytes> ocspResponses) {
  /** Nothing. */
  public static final PeerEvidence NONE = new PeerEvidence(List.of());

  public PeerEvidence {
    ocspResponses = List.copyOf(ocspResponses);
  }
}
