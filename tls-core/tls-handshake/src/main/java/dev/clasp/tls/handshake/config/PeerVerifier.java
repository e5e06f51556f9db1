package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.x509.path.CertificateValidator;
import dev.clasp.tls.x509.path.OcspPolicy;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import dev.clasp.tls.x509.path.PathValidated;
import dev.clasp.tls.x509.path.Purpose;
import dev.clasp.tls.x509.path.RevocationPolicy;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.InstantSource;

/**
 * Decides whether the peer's certificate chain is to be believed. Thread-safe.
 *
 * <p>May be slow: the handshake calls it as delegated work. That the peer has the private key is
 * not its business; the handshake checks that itself.
 */
@FunctionalInterface
public interface PeerVerifier {
  /** Believes nobody. */
  PeerVerifier NOBODY =
      peer -> {
        throw new PathRejected(PathFailure.UNKNOWN_ISSUER, "certificate: no trust anchors are set");
      };

  /**
   * @throws PathRejected with the reason, which becomes the alert
   */
  PathValidated verify(PeerCertificates peer) throws PathRejected;

  /**
   * Path validation to these anchors, and for servers the match of their name (RFC 5280, 9525).
   *
   * <p>A stapled OCSP response counts, and is demanded from a server whose certificate promises one
   * (RFC 7633); nothing else is asked about revocation.
   */
  static PeerVerifier of(TrustStore anchors, CryptoProvider crypto) {
    return peer -> {
      CertificateValidator.Builder builder =
          CertificateValidator.builder(anchors, crypto.verifiers())
              .purpose(peer.purpose())
              .clock(InstantSource.fixed(peer.now()));
      if (peer.purpose() == Purpose.TLS_SERVER) {
        // Clients are not asked for a response, so none of theirs can be missing.
        builder.revocation(RevocationPolicy.stapled(OcspPolicy.stapledOnly(crypto.hashes())));
      }
      CertificateValidator validator = builder.build();
      return peer.identity().isPresent()
          ? validator.validate(peer.chain(), peer.evidence(), peer.identity().get())
          : validator.validateForAnyName(peer.chain(), peer.evidence());
    };
  }

  /** Believes anything: for {@code dangerous()} only. */
  static PeerVerifier insecureAcceptAny() {
    return peer -> {
      try {
        return PathValidated.asserted(peer.chain());
      } catch (InvalidKey e) {
        throw new PathRejected(PathFailure.UNSUPPORTED_KEY, "certificate: " + e.getMessage());
      }
    };
  }
}
