package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.x509.path.TrustStore;
import java.util.List;

/**
 * How a server answers; immutable, and good for any number of connections.
 *
 * <pre>{@code
 * ServerConfig config =
 *     ServerConfig.builder(CryptoProviders.standard(), CredentialSelector.of(credential))
 *         .applicationProtocols(List.of("h2", "http/1.1"))
 *         .build();
 * }</pre>
 */
public final class ServerConfig extends TlsConfig {
  /**
   * How much early data we skip that we did not accept (RFC 9846 §4.3.10), in bytes of record
   * bodies. We issue no tickets, so no client of ours has any; BoringSSL and OpenSSL also allow one
   * full record of plaintext. Twice that leaves room for the overhead of small records.
   */
  public static final long MAX_SKIPPED_EARLY_DATA = 2 * (1 << 14);

  private final CredentialSelector credentials;
  private final ClientAuthentication clientAuthentication;
  private final PeerVerifier peerVerifier;
  private final List<Bytes> certificateAuthorities;

  private ServerConfig(Builder builder) {
    super(builder);
    this.credentials = builder.credentials;
    this.clientAuthentication = builder.clientAuthentication;
    this.peerVerifier = builder.peerVerifier;
    this.certificateAuthorities = builder.certificateAuthorities;
  }

  /**
   * @param credentials chooses the server's certificate for each connection
   */
  public static Builder builder(CryptoProvider crypto, CredentialSelector credentials) {
    return new Builder(crypto, credentials);
  }

  public CredentialSelector credentials() {
    return credentials;
  }

  public ClientAuthentication clientAuthentication() {
    return clientAuthentication;
  }

  /** Refuses everybody unless clients are asked for certificates. */
  public PeerVerifier peerVerifier() {
    return peerVerifier;
  }

  /** DER of distinguished names; empty for "any". */
  public List<Bytes> certificateAuthorities() {
    return certificateAuthorities;
  }

  /** Collects the choices; each has a default. */
  public static final class Builder extends TlsConfig.Builder<Builder> {
    private final CredentialSelector credentials;
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private PeerVerifier peerVerifier = PeerVerifier.NOBODY;
    private List<Bytes> certificateAuthorities = List.of();

    private Builder(CryptoProvider crypto, CredentialSelector credentials) {
      super(crypto);
      this.credentials = credentials;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Asks clients for a certificate that leads to one of these anchors. */
    public Builder clientAuthentication(ClientAuthentication mode, TrustStore anchors) {
      return clientAuthentication(mode, PeerVerifier.of(anchors, crypto));
    }

    /** Asks clients for a certificate and judges it in a way of one's own. */
    public Builder clientAuthentication(ClientAuthentication mode, PeerVerifier verifier) {
      this.clientAuthentication = mode;
      this.peerVerifier = verifier;
      return this;
    }

    /**
     * The issuers to name when asking for a certificate, DER of distinguished names. None by
     * default: a hint that is incomplete keeps good certificates away.
     */
    public Builder certificateAuthorities(List<Bytes> names) {
      this.certificateAuthorities = List.copyOf(names);
      return this;
    }

    public ServerConfig build() {
      return new ServerConfig(this);
    }
  }
}
