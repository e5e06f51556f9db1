package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How a client connects; immutable, and good for any number of connections.
 *
 * <pre>{@code
 * ClientConfig config =
 *     ClientConfig.builder(CryptoProviders.standard())
 *         .trust(TrustStore.ofPemFile(Path.of("ca.pem")))
 *         .applicationProtocols(List.of("h2", "http/1.1"))
 *         .build();
 * }</pre>
 *
 * <p>Whom to connect to is not part of it: {@code Handshake.client(config, identity)}.
 */
public final class ClientConfig {
  private final CryptoProvider crypto;
  private final PeerVerifier peerVerifier;
  private final List<ProtocolVersion> versions;
  private final List<Suite13> suites;
  private final List<NamedGroup> groups;
  private final List<NamedGroup> keyShares;
  private final List<SignatureScheme> signatureSchemes;
  private final List<SignatureScheme> certificateSchemes;
  private final List<String> applicationProtocols;
  private final boolean sendsServerName;
  private final boolean middleboxCompatibility;
  private final CredentialSelector credentials;
  private final KeyLog keyLog;
  private final InstantSource clock;

  private ClientConfig(Builder builder, PeerVerifier peerVerifier) {
    this.crypto = builder.crypto;
    this.peerVerifier = peerVerifier;
    this.versions = builder.versions;
    this.suites = builder.suites;
    this.groups = builder.groups;
    this.keyShares = builder.chosenKeyShares();
    this.signatureSchemes = builder.signatureSchemes;
    this.certificateSchemes = builder.certificateSchemes;
    this.applicationProtocols = builder.applicationProtocols;
    this.sendsServerName = builder.sendsServerName;
    this.middleboxCompatibility = builder.middleboxCompatibility;
    this.credentials = builder.credentials;
    this.keyLog = builder.keyLog;
    this.clock = builder.clock;
  }

  public static Builder builder(CryptoProvider crypto) {
    return new Builder(crypto);
  }

  public CryptoProvider crypto() {
    return crypto;
  }

  public PeerVerifier peerVerifier() {
    return peerVerifier;
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

  public List<NamedGroup> keyShares() {
    return keyShares;
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

  public boolean sendsServerName() {
    return sendsServerName;
  }

  public boolean middleboxCompatibility() {
    return middleboxCompatibility;
  }

  public CredentialSelector credentials() {
    return credentials;
  }

  public KeyLog keyLog() {
    return keyLog;
  }

  public InstantSource clock() {
    return clock;
  }

  /** Collects the choices; each has a default, but for whom to trust. */
  public static final class Builder {
    private final CryptoProvider crypto;
    private Optional<PeerVerifier> peerVerifier = Optional.empty();
    private List<ProtocolVersion> versions = Defaults.VERSIONS;
    private List<Suite13> suites;
    private List<NamedGroup> groups;
    private Optional<List<NamedGroup>> keyShares = Optional.empty();
    private List<SignatureScheme> signatureSchemes;
    private List<SignatureScheme> certificateSchemes = List.of();
    private List<String> applicationProtocols = List.of();
    private boolean sendsServerName = true;
    private boolean middleboxCompatibility = true;
    private CredentialSelector credentials = CredentialSelector.NONE;
    private KeyLog keyLog = KeyLog.NONE;
    private InstantSource clock = InstantSource.system();

    private Builder(CryptoProvider crypto) {
      this.crypto = crypto;
      this.suites = Defaults.suites(crypto);
      this.groups = Defaults.groups(crypto);
      this.signatureSchemes = Defaults.signatureSchemes(crypto);
    }

    /** Trusts servers whose chain leads to one of these, for the name one connects to. Required. */
    public Builder trust(TrustStore anchors) {
      return peerVerifier(PeerVerifier.of(anchors, crypto));
    }

    /** Judges the server's chain in another way, in place of {@link #trust}. */
    public Builder peerVerifier(PeerVerifier verifier) {
      this.peerVerifier = Optional.of(verifier);
      return this;
    }

    /** The versions to offer, most preferred first. Default: all that are implemented. */
    public Builder versions(List<ProtocolVersion> chosen) {
      this.versions = Defaults.checked("versions", chosen, Defaults.VERSIONS);
      return this;
    }

    /** The cipher suites to offer, most preferred first. */
    public Builder suites(List<Suite13> chosen) {
      this.suites = Defaults.checked("suites", chosen, Defaults.allSuites(crypto));
      return this;
    }

    /**
     * The groups to offer, most preferred first. Default: the provider's hybrids, then its elliptic
     * curves.
     */
    public Builder groups(List<NamedGroup> chosen) {
      this.groups = Defaults.checked("groups", chosen, Defaults.availableGroups(crypto));
      return this;
    }

    /**
     * The groups to send a key share for, some of {@link #groups} in their order; none asks for a
     * HelloRetryRequest. Default: the first, since a share that is not used is work for nothing and
     * a server that wants another asks for it; and behind a hybrid the first other group, too,
     * since many servers know no hybrid yet.
     */
    public Builder keyShares(List<NamedGroup> chosen) {
      this.keyShares = Optional.of(List.copyOf(chosen));
      return this;
    }

    /**
     * The signature schemes to accept, most preferred first. Default: all the provider verifies.
     */
    public Builder signatureSchemes(List<SignatureScheme> chosen) {
      this.signatureSchemes =
          Defaults.checked("signatureSchemes", chosen, Defaults.availableSchemes(crypto));
      return this;
    }

    /** Other schemes for the signatures in certificates. Default: the same. */
    public Builder certificateSchemes(List<SignatureScheme> chosen) {
      this.certificateSchemes =
          Defaults.checkedOrEmpty("certificateSchemes", chosen, Defaults.availableSchemes(crypto));
      return this;
    }

    /** The application protocols to offer (RFC 7301), most preferred first; none by default. */
    public Builder applicationProtocols(List<String> chosen) {
      this.applicationProtocols = Defaults.checkedProtocols(chosen);
      return this;
    }

    /** Whether to send server_name; true by default, since servers with several names need it. */
    public Builder sendServerName(boolean send) {
      this.sendsServerName = send;
      return this;
    }

    /**
     * Whether to look like TLS 1.2 to middleboxes (RFC 9846 §E.4): a session id and a
     * change_cipher_spec. True by default: it costs 38 bytes and saves connections.
     */
    public Builder middleboxCompatibility(boolean compatible) {
      this.middleboxCompatibility = compatible;
      return this;
    }

    /** Certificates for servers that ask for one; none by default. */
    public Builder credentials(CredentialSelector selector) {
      this.credentials = selector;
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

    private List<NamedGroup> chosenKeyShares() {
      return keyShares.orElseGet(() -> Defaults.keyShares(groups));
    }

    /** The knobs that weaken. */
    public Dangerous dangerous() {
      return new Dangerous(this);
    }

    /**
     * @throws IllegalStateException when nobody is trusted, or choices contradict each other
     */
    public ClientConfig build() {
      PeerVerifier verifier =
          peerVerifier.orElseThrow(
              () -> new IllegalStateException("trust: not set, expected trust anchors"));
      List<NamedGroup> shares = chosenKeyShares();
      // "Each KeyShareEntry value MUST correspond to a group offered in the supported_groups
      // extension and MUST appear in the same order", RFC 9846 §4.3.8
      if (!groups.stream().filter(shares::contains).toList().equals(shares)) {
        throw new IllegalStateException(
            "keyShares: %s, expected some of %s in their order".formatted(shares, groups));
      }
      return new ClientConfig(this, verifier);
    }
  }

  /** What nobody should need in production. */
  public static final class Dangerous {
    private final Builder builder;

    private Dangerous(Builder builder) {
      this.builder = builder;
    }

    /** Talks to any server that has the key of the certificate it sends, whoever that is. */
    public Builder acceptAnyCertificate() {
      return builder.peerVerifier(PeerVerifier.insecureAcceptAny());
    }
  }
}
