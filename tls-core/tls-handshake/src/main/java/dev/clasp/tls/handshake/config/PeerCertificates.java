package dev.clasp.tls.handshake.config;

import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.path.PeerEvidence;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link PeerVerifier} judges.
 *
 * @param chain as received, never empty: end entity first, the rest in any order (RFC 9846 §4.5.1)
 * @param evidence what came with it: stapled OCSP responses, for one
 * @param purpose {@code TLS_SERVER} or {@code TLS_CLIENT}
 * @param identity whom we wanted to talk to; empty for clients, who have no name we know of
 * @param now by the configuration's clock
 */
public record PeerCertificates(
    List<Certificate> chain,
    PeerEvidence evidence,
    Purpose purpose,
    Optional<ReferenceIdentity> identity,
    Instant now) {
  public PeerCertificates {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("chain: empty, expected at least one certificate");
    }
  }

  /** With nothing but the chain. */
  public PeerCertificates(
      List<Certificate> chain, Purpose purpose, Optional<ReferenceIdentity> identity, Instant now) {
    this(chain, PeerEvidence.NONE, purpose, identity, now);
  }

  /** The same with what came along. */
  public PeerCertificates with(PeerEvidence other) {
    return new PeerCertificates(chain, other, purpose, identity, now);
  }
}
