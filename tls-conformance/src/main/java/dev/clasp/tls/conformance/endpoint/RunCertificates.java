package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.Identity;
import dev.clasp.tls.conformance.pki.CertificateAuthority;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.conformance.pki.LeafRequest;
import dev.clasp.tls.conformance.pki.PlatformKeys;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of one run: a CA that the target trusts, the target's own certificate, and our
 * identities, by the names conversations use.
 */
public final class RunCertificates {
  private final CryptoProvider crypto;
  private final CertificateAuthority authority;
  private final IssuedCertificate server;
  private final Map<String, Identity> identities;
  private final Map<String, Bytes> statusResponses;

  private RunCertificates(
      CryptoProvider crypto,
      CertificateAuthority authority,
      IssuedCertificate server,
      Map<String, Identity> identities,
      Map<String, Bytes> statusResponses) {
    this.crypto = crypto;
    this.authority = authority;
    this.server = server;
    this.identities = identities;
    this.statusResponses = statusResponses;
  }

  /**
   * Makes those for a target that is a server, with new keys.
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
            "client.rsa", identity(crypto, authority, leaf(KeyType.RSA_2048, now)),
            "client.ecdsa", identity(crypto, authority, leaf(KeyType.P256, now)),
            "client.untrusted", identity(crypto, stranger, leaf(KeyType.RSA_2048, now)));
    return new RunCertificates(
        crypto, authority, authority.issue(leaf(serverKey, now)), clients, Map.of());
  }

  /** Makes those for a target that is a client, with new keys. */
  public static RunCertificates forClients(CryptoProvider crypto, Instant now) {
    CertificateAuthority authority =
        CertificateAuthority.root(crypto, KeyType.P256, "Clasp conformance", now);
    CertificateAuthority stranger =
        CertificateAuthority.root(crypto, KeyType.P256, "A CA nobody trusts", now);
    LeafRequest good = leaf(KeyType.P256, now);
    Identity ecdsa = identity(crypto, authority, good);
    Identity rsa = identity(crypto, authority, leaf(KeyType.RSA_2048, now));
    Map<String, Identity> servers =
        Map.of(
            "server.ecdsa", ecdsa,
            "server.ecdsa384", identity(crypto, authority, leaf(KeyType.P384, now)),
            "server.rsa", rsa,
            "server.ed25519", identity(crypto, authority, leaf(KeyType.ED25519, now)),
            "server.untrusted", identity(crypto, stranger, good),
            "server.expired",
                identity(
                    crypto,
                    authority,
                    good.withValidity(
                        now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)))),
            "server.future",
                identity(
                    crypto,
                    authority,
                    good.withValidity(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(2)))),
            "server.other_name",
                identity(crypto, authority, good.withNames(List.of("other.example"))));
    return new RunCertificates(
        crypto,
        authority,
        authority.issue(good),
        servers,
        responses(authority, ecdsa.chain().get(0), rsa.chain().get(0), now));
  }

  /** About {@code server.ecdsa}, but the last. */
  private static Map<String, Bytes> responses(
      CertificateAuthority authority, Bytes about, Bytes other, Instant now) {
    return Map.of(
        "good", authority.statusResponse(about, Optional.empty(), now),
        "revoked", authority.statusResponse(about, Optional.of(now.minus(Duration.ofDays(1))), now),
        "stale", authority.statusResponse(about, Optional.empty(), now.minus(Duration.ofDays(30))),
        "future", authority.statusResponse(about, Optional.empty(), now.plus(Duration.ofDays(2))),
        "other", authority.statusResponse(other, Optional.empty(), now));
  }

  private static LeafRequest leaf(KeyType type, Instant now) {
    return LeafRequest.forLoopback(type, now);
  }

  private static Identity identity(
      CryptoProvider crypto, CertificateAuthority issuer, LeafRequest request) {
    IssuedCertificate issued = issuer.issue(request);
    try {
      return new Identity(
          issued.chain(),
          crypto.signingKeys().fromPkcs8(issued.privateKey()),
          PlatformKeys.of(issued, request.keyType()));
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

  /** The target's own: of a server, or of a client that has one. */
  public IssuedCertificate server() {
    return server;
  }

  /** OCSP responses about {@code server.ecdsa}, by the names conversations use. */
  public Map<String, Bytes> statusResponses() {
    return statusResponses;
  }

  /** By the names conversations use. */
  public Map<String, Identity> identities() {
    return identities;
  }
}
