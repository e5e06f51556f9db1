package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.InstantSource;
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
public final class ServerConfig {
  /**
   * How much early data we skip that we did not accept (RFC 9846 §4.3.10), in bytes of record
   * bodies. We issue no tickets, so no client of ours has any; BoringSSL and OpenSSL also allow one
   * full record of plaintext. Twice that leaves room for the overhead of small records.
   */
  public static final long MAX_SKIPPED_EARLY_DATA = 2 * (1 << 14);

  private final CryptoProvider crypto;
  private final CredentialSelector credentials;
  private final List<ProtocolVersion> versions;
  private final List<Suite13> suites;
  private final List<NamedGroup> groups;
  private final List<SignatureScheme> signatureSchemes;
  private final List<SignatureScheme> certificateSchemes;
  private final List<String> applicationProtocols;
  private final ClientAuthentication clientAuthentication;
  private final PeerVerifier peerVerifier;
  private final List<Bytes> certificateAuthorities;
  private final KeyLog keyLog;
  private final InstantSource clock;

  private ServerConfig(Builder builder) {
    this.crypto = builder.crypto;
    this.credentials = builder.credentials;
    this.versions = builder.versions;
    this.suites = builder.suites;
    this.groups = builder.groups;
    this.signatureSchemes = builder.signatureSchemes;
    this.certificateSchemes = builder.certificateSchemes;
    this.applicationProtocols = builder.applicationProtocols;
    this.clientAuthentication = builder.clientAuthentication;
    this.peerVerifier = builder.peerVerifier;
    this.certificateAuthorities = builder.certificateAuthorities;
    this.keyLog = builder.keyLog;
    this.clock = builder.clock;
  }

  /**
   * @param credentials chooses the server's certificate for each connection
   */
  public static Builder builder(CryptoProvider crypto, CredentialSelector credentials) {
    return new Builder(crypto, credentials);
  }

  public CryptoProvider crypto() {
    return crypto;
  }

  public CredentialSelector credentials() {
    return credentials;
  }

  public List<ProtocolVersion> versions() {
    return versions;
  }

  public List<Suite13> suites() {
    return suites;
  }

  public List<NamedGroup> groups() {
    return groups;
  }

  public List<SignatureScheme> signatureSchemes() {
    return signatureSchemes;
  }

  /** Empty when {@link #signatureSchemes} is for certificates too. */
  public List<SignatureScheme> certificateSchemes() {
    return certificateSchemes;
  }

  public List<String> applicationProtocols() {
    return applicationProtocols;
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

  public KeyLog keyLog() {
    return keyLog;
  }

  public InstantSource clock() {
    return clock;
  }

  /** Collects the choices; each has a default. */
  public static final class Builder {
    private final CryptoProvider crypto;
    private final CredentialSelector credentials;
    private List<ProtocolVersion> versions = Defaults.VERSIONS;
    private List<Suite13> suites;
    private List<NamedGroup> groups;
    private List<SignatureScheme> signatureSchemes;
    private List<SignatureScheme> certificateSchemes = List.of();
    private List<String> applicationProtocols = List.of();
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private PeerVerifier peerVerifier = PeerVerifier.NOBODY;
    private List<Bytes> certificateAuthorities = List.of();
    private KeyLog keyLog = KeyLog.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(CryptoProvider crypto, CredentialSelector credentials) {
      this.crypto = crypto;
      this.credentials = credentials;
      this.suites = Defaults.suites(crypto);
      this.groups = Defaults.groups(crypto);
      this.signatureSchemes = Defaults.signatureSchemes(crypto);
    }

    /** The versions to accept, most preferred first. Default: all that are implemented. */
    public Builder versions(List<ProtocolVersion> chosen) {
      this.versions = Defaults.checked("versions", chosen, Defaults.VERSIONS);
      return this;
    }

    /** The cipher suites to accept; the first that the client offers is taken. */
    public Builder suites(List<Suite13> chosen) {
      this.suites = Defaults.checked("suites", chosen, Defaults.allSuites(crypto));
      return this;
    }

    /**
     * The groups to accept, most preferred first. One that the client sent a share for wins over
     * one that costs another round trip.
     */
    public Builder groups(List<NamedGroup> chosen) {
      this.groups = Defaults.checked("groups", chosen, Defaults.availableGroups(crypto));
      return this;
    }

    /** The schemes clients may sign with, most preferred first. Default: all we verify. */
    public Builder signatureSchemes(List<SignatureScheme> chosen) {
      this.signatureSchemes =
          Defaults.checked("signatureSchemes", chosen, Defaults.availableSchemes(crypto));
      return this;
    }

    /** Other schemes for the signatures in clients' certificates. Default: the same. */
    public Builder certificateSchemes(List<SignatureScheme> chosen) {
      this.certificateSchemes =
          Defaults.checkedOrEmpty("certificateSchemes", chosen, Defaults.availableSchemes(crypto));
      return this;
    }

    /**
     * The application protocols to speak (RFC 7301), most preferred first. By default none, and
     * then the client's offer is ignored.
     */
    public Builder applicationProtocols(List<String> chosen) {
      this.applicationProtocols = Defaults.checkedProtocols(chosen);
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

    /** Where secrets are logged; nowhere by default. */
    public Builder keyLog(KeyLog log) {
      this.keyLog = log;
      return this;
    }

    /** The clock that certificates are judged by. Default: the system's. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    public ServerConfig build() {
      return new ServerConfig(this);
    }
  }
}
