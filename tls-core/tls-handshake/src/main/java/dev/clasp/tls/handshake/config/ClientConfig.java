package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.extension.TicketRequestClientHello;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.x509.path.TrustStore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
public final class ClientConfig extends TlsConfig {
  private final PeerVerifier peerVerifier;
  private final List<NamedGroup> keyShares;
  private final boolean sendsServerName;
  private final boolean middleboxCompatibility;
  private final CredentialSelector credentials;
  private final OptionalInt maxFragmentLength;
  private final boolean fallback;
  private final Optional<TicketRequestClientHello> ticketRequest;
  private final boolean offersEarlyData;
  private final boolean asksForTimestamps;
  private final boolean greases;
  private final boolean shufflesExtensions;
  private final boolean offersPostHandshakeAuthentication;
  private final int paddedHelloLength;

  private ClientConfig(Builder builder, PeerVerifier peerVerifier) {
    super(builder);
    this.peerVerifier = peerVerifier;
    this.keyShares = builder.chosenKeyShares();
    this.sendsServerName = builder.sendsServerName;
    this.middleboxCompatibility = builder.middleboxCompatibility;
    this.credentials = builder.credentials;
    this.maxFragmentLength = builder.maxFragmentLength;
    this.fallback = builder.fallback;
    this.ticketRequest = builder.ticketRequest;
    this.offersEarlyData = builder.offersEarlyData;
    this.asksForTimestamps = builder.asksForTimestamps;
    this.greases = builder.greases;
    this.shufflesExtensions = builder.shufflesExtensions;
    this.offersPostHandshakeAuthentication = builder.offersPostHandshakeAuthentication;
    this.paddedHelloLength = builder.paddedHelloLength;
  }

  public static Builder builder(CryptoProvider crypto) {
    return new Builder(crypto);
  }

  public PeerVerifier peerVerifier() {
    return peerVerifier;
  }

  public List<NamedGroup> keyShares() {
    return keyShares;
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

  /** Whether early data is offered with tickets that allow it. */
  public boolean offersEarlyData() {
    return offersEarlyData;
  }

  /** Whether servers are asked for SignedCertificateTimestamps. */
  public boolean asksForTimestamps() {
    return asksForTimestamps;
  }

  /** Whether the ClientHello has code points that mean nothing (RFC 8701). */
  public boolean greases() {
    return greases;
  }

  /** Whether the extensions of the ClientHello come in a random order. */
  public boolean shufflesExtensions() {
    return shufflesExtensions;
  }

  /** Whether servers may ask for our certificate behind the handshake (RFC 9846 §4.3.6). */
  public boolean offersPostHandshakeAuthentication() {
    return offersPostHandshakeAuthentication;
  }

  /** How long the first ClientHello is at least, pre-shared keys aside, in bytes; 0 for any. */
  public int paddedHelloLength() {
    return paddedHelloLength;
  }

  /** How many tickets to ask for (RFC 9149); empty for as many as the server likes. */
  public Optional<TicketRequestClientHello> ticketRequest() {
    return ticketRequest;
  }

  /** Whether this is a second attempt with an older version (RFC 7507). */
  public boolean isFallback() {
    return fallback;
  }

  /** What to ask the server for (RFC 6066 §4), in bytes; empty for nothing. */
  public OptionalInt maxFragmentLength() {
    return maxFragmentLength;
  }

  /** Collects the choices; each has a default, but for whom to trust. */
  public static final class Builder extends TlsConfig.Builder<Builder> {
    private Optional<PeerVerifier> peerVerifier = Optional.empty();
    private Optional<List<NamedGroup>> keyShares = Optional.empty();
    private boolean sendsServerName = true;
    private boolean middleboxCompatibility = true;
    private CredentialSelector credentials = CredentialSelector.NONE;
    private OptionalInt maxFragmentLength = OptionalInt.empty();
    private boolean fallback;
    private Optional<TicketRequestClientHello> ticketRequest = Optional.empty();
    private boolean offersEarlyData;
    private boolean asksForTimestamps;
    private boolean greases;
    private boolean shufflesExtensions;
    private boolean offersPostHandshakeAuthentication;
    private int paddedHelloLength;

    private Builder(CryptoProvider crypto) {
      super(crypto);
    }

    @Override
    Builder self() {
      return this;
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

    /**
     * Says that this is a second attempt, with an older version than the first, which failed (RFC
     * 7507): a server that knows better refuses it, since then somebody in between made the first
     * one fail. We never make such attempts of our own accord.
     */
    public Builder fallback() {
      this.fallback = true;
      return this;
    }

    /**
     * The longest record content to ask for in both directions (RFC 6066 §4); by default nothing is
     * asked. {@link #recordSizeLimit} is its better successor.
     *
     * @param bytes 2^9, 2^10, 2^11 or 2^12
     */
    public Builder maxFragmentLength(int bytes) {
      if (bytes != 1 << 9 && bytes != 1 << 10 && bytes != 1 << 11 && bytes != 1 << 12) {
        throw new IllegalArgumentException(
            "maxFragmentLength: %d, expected 512, 1024, 2048 or 4096 (RFC 6066 §4)"
                .formatted(bytes));
      }
      this.maxFragmentLength = OptionalInt.of(bytes);
      return this;
    }

    /**
     * How many tickets to ask for, if {@link #sessions} are kept (RFC 9149). By default nothing is
     * asked.
     *
     * @param afterFull as many as connections are planned, 0 to 255
     * @param afterResumption mostly 1: in place of the one that was used, 0 to 255
     */
    public Builder ticketRequest(int afterFull, int afterResumption) {
      if ((afterFull | afterResumption) >>> 8 != 0) {
        throw new IllegalArgumentException(
            "ticketRequest: %d and %d, expected 0 to 255".formatted(afterFull, afterResumption));
      }
      this.ticketRequest = Optional.of(new TicketRequestClientHello(afterFull, afterResumption));
      return this;
    }

    /**
     * Offers early data with tickets that allow it (RFC 9846 §2.3). Off by default: what is sent
     * early can be replayed and is not forward secret; "application protocols MUST NOT use 0-RTT
     * data without a profile that defines its use" (RFC 9846 §F.5).
     */
    public Builder offerEarlyData() {
      this.offersEarlyData = true;
      return this;
    }

    /**
     * Asks servers for SignedCertificateTimestamps (RFC 6962 §3.3), for a {@link PeerVerifier} that
     * has a policy on them. Off by default: many certificates hold theirs.
     */
    public Builder askForTimestamps() {
      this.asksForTimestamps = true;
      return this;
    }

    /**
     * Puts code points that mean nothing into the ClientHello (RFC 8701), so that servers stay able
     * to meet new ones. Off by default: it is for clients that many servers meet.
     */
    public Builder grease() {
      this.greases = true;
      return this;
    }

    /**
     * Pads the ClientHello (RFC 7685), so that its length says less of the server's name. Not
     * padded by default: what else it tells is in the clear.
     *
     * @param bytes the message is as long at least, type and length included, pre-shared keys
     *     aside; 1 to 2^14
     */
    public Builder padClientHello(int bytes) {
      if (bytes < 1 || bytes > 1 << 14) {
        throw new IllegalArgumentException(
            "padClientHello: %d, expected 1 to 16384".formatted(bytes));
      }
      this.paddedHelloLength = bytes;
      return this;
    }

    /**
     * Lets servers of TLS 1.3 ask for a certificate of {@link #credentials} behind the handshake
     * (RFC 9846 §4.7.2). Off by default: some application protocols forbid it, HTTP/2 and HTTP/3
     * among them (RFC 8740 §3, RFC 9113 §9.2.3).
     */
    public Builder offerPostHandshakeAuthentication() {
      this.offersPostHandshakeAuthentication = true;
      return this;
    }

    /** Sends the extensions in a random order, for the same reason. Off by default. */
    public Builder shuffleExtensions() {
      this.shufflesExtensions = true;
      return this;
    }

    private List<NamedGroup> chosenKeyShares() {
      return keyShares.orElseGet(() -> Defaults.keyShares(chosenGroups()));
    }

    /** The knobs that weaken. */
    public Dangerous dangerous() {
      return new Dangerous(this);
    }

    /**
     * @throws IllegalStateException when nobody is trusted, or choices contradict each other
     */
    public ClientConfig build() {
      // Whoever shares a key with the server may do without certificates.
      if (peerVerifier.isEmpty() && externalPsks.isEmpty() && importedPsks.isEmpty()) {
        throw new IllegalStateException("trust: not set, expected trust anchors");
      }
      List<NamedGroup> shares = chosenKeyShares();
      // "Each KeyShareEntry value MUST correspond to a group offered in the supported_groups
      // extension and MUST appear in the same order", RFC 9846 §4.3.8
      List<NamedGroup> groups = chosenGroups();
      if (!groups.stream().filter(shares::contains).toList().equals(shares)) {
        throw new IllegalStateException(
            "keyShares: %s, expected some of %s in their order".formatted(shares, groups));
      }
      return new ClientConfig(this, peerVerifier.orElse(PeerVerifier.NOBODY));
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
