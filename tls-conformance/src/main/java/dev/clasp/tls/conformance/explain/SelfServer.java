package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.Instant;
import java.util.List;

/**
 * The certificates of {@code --self}: a CA, a server that is called localhost, and a client.
 *
 * @param authority whom both sides trust
 */
public record SelfServer(CertificateAuthority authority, Credential server, Credential client) {
  /** What the server is called. */
  public static final String NAME = "localhost";

  /**
   * Makes them all, with new keys.
   *
   * @param serverKey the kind of the server's key; RSA for an RSA key transport
   */
  public static SelfServer make(CryptoProvider crypto, KeyType serverKey, Instant now) {
    CertificateAuthority authority =
        CertificateAuthority.root(crypto, KeyType.P256, "Clasp explain", now);
    return new SelfServer(
        authority,
        authority.issue(LeafRequest.forLoopback(serverKey, now)).credential(crypto),
        authority
            .issue(LeafRequest.forLoopback(KeyType.P256, now).withNames(List.of("client.example")))
            .credential(crypto));
  }

  /** The CA, to trust. */
  public TrustStore anchors() {
    try {
      return TrustStore.of(List.of(Certificate.parse(authority.rootCertificate())));
    } catch (DerException e) {
      throw new IllegalStateException("a certificate we made cannot be read", e);
    }
  }
}
