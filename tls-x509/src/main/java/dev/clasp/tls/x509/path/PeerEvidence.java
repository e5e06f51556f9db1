package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * What the peer sent beside its certificates to have them believed.
 *
 * @param ocspResponses in DER, for any of its certificates (RFC 6066 §8, RFC 9846 §4.5.1.1)
 * @param timestampLists SignedCertificateTimestampLists for its own certificate (RFC 6962 §3.3.1)
 */
public record PeerEvidence(List<Bytes> ocspResponses, List<Bytes> timestampLists) {
  /** Nothing. */
  public static final PeerEvidence NONE = new PeerEvidence(List.of(), List.of());

  public PeerEvidence {
    ocspResponses = List.copyOf(ocspResponses);
    timestampLists = List.copyOf(timestampLists);
  }

  /** OCSP responses and nothing else. */
  public static PeerEvidence stapled(List<Bytes> ocspResponses) {
    return new PeerEvidence(ocspResponses, List.of());
  }

  /** The same with one more SignedCertificateTimestampList. */
  public PeerEvidence withTimestamps(Bytes list) {
    List<Bytes> lists = new ArrayList<>(timestampLists);
    lists.add(list);
    return new PeerEvidence(ocspResponses, lists);
  }
}
