package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.Identity;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.conformance.pki.PlatformKeys;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import java.time.Instant;
import java.util.Map;

/**
 * The certificates of one run: a CA that the target trusts, the target's own certificate, and the
 * identities of our clients.
 */
public final class RunCertificates {
  private final CryptoProvider crypto;
  private final CertificateAuthority authority;
  private final IssuedCertificate server;
  private final Map<String, Identity> clients;

  private RunCertificates(
      CryptoProvider crypto,
      CertificateAuthority authority,
      IssuedCertificate server,
      Map<String, Identity> clients) {
    this.crypto = crypto;
    this.authority = authority;
    this.server = server;
    this.clients = clients;
  }

  /**
   * Makes them all, with new keys.
   *
   * @param serverKey the kind of the target's key
   */
  public static RunCertificates make(CryptoProvider crypto, KeyType serverKey, Instant now) {
    CertificateAuthority authority =
        CertificateAuthority.root(crypto, KeyType.P256, "Clasp conformance", now);
    CertificateAuthority stranger =
        CertificateAuthority.root(crypto, KeyType.P256, "A CA nobody trusts", now);
    Map<String, Identity> clients =
        Map.of(
            "client.rsa", client(crypto, authority, KeyType.RSA_2048, now),
            "client.ecdsa", client(crypto, authority, KeyType.P256, now),
            "client.untrusted", client(crypto, stranger, KeyType.RSA_2048, now));
    return new RunCertificates(
        crypto, authority, authority.issue(LeafRequest.forLoopback(serverKey, now)), clients);
  }

  private static Identity client(
      CryptoProvider crypto, CertificateAuthority issuer, KeyType type, Instant now) {
    IssuedCertificate issued = issuer.issue(LeafRequest.forLoopback(type, now));
    try {
      return new Identity(
          issued.chain(),
          crypto.signingKeys().fromPkcs8(issued.privateKey()),
          PlatformKeys.of(issued, type));
    } catch (InvalidKey e) {
      throw new IllegalStateException("a key we made cannot be read", e);
    }
  }

  public CryptoProvider crypto() {
    return crypto;
  }

  public CertificateAuthority authority() {
    return authority;
  }

  public IssuedCertificate server() {
    return server;
  }

  /** By the names conversations use. */
  public Map<String, Identity> clients() {
    return clients;
  }
}
