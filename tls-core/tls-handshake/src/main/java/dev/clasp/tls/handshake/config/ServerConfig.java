package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.x509.path.TrustStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

  /** Tickets at the end of one handshake; a browser asks for no more (RFC 9149 §3). */
  public static final int MAX_TICKETS = 8;

  private final CredentialSelector credentials;
  private final ClientAuthentication clientAuthentication;
  private final PeerVerifier peerVerifier;
  private final List<OidFilter> oidFilters;
  private final Optional<TicketProtector> tickets;
  private final Duration sessionLifetime;
  private final int ticketCount;
  private final EarlyDataPolicy earlyData;
  private final Optional<TicketKeys> retryKeys;

  private ServerConfig(Builder builder) {
    super(builder);
    this.credentials = builder.credentials;
    this.clientAuthentication = builder.clientAuthentication;
    this.peerVerifier = builder.peerVerifier;
    this.oidFilters = builder.oidFilters;
    this.tickets = builder.tickets;
    this.sessionLifetime = builder.sessionLifetime;
    this.ticketCount = builder.ticketCount;
    this.earlyData = builder.earlyData;
    this.retryKeys = builder.retryKeys;
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

  /** What a client's certificate has to contain (RFC 9846 §4.3.5); empty for anything. */
  public List<OidFilter> oidFilters() {
    return oidFilters;
  }

  /**
   * Makes tickets that hold the session; empty when there are none, or {@link #sessions} has it.
   */
  public Optional<TicketProtector> tickets() {
    return tickets;
  }

  /** How long a session may be resumed after its full handshake, and a ticket lives. */
  public Duration sessionLifetime() {
    return sessionLifetime;
  }

  /** How many tickets a full handshake of TLS 1.3 ends with. */
  public int ticketCount() {
    return ticketCount;
  }

  /** Whether early data is accepted; {@link EarlyDataPolicy#NONE} unless set. */
  public EarlyDataPolicy earlyData() {
    return earlyData;
  }

  /** Seal the cookies of HelloRetryRequests; empty when the state is kept here. */
  public Optional<TicketKeys> retryKeys() {
    return retryKeys;
  }

  /**
   * How much early data to skip when it is rejected, in bytes of record bodies: what our tickets
   * allow, and as much again for the overhead of small records.
   */
  public long maxSkippedEarlyData() {
    return MAX_SKIPPED_EARLY_DATA + 2 * earlyData.maxSize();
  }

  /** Whether clients can resume their sessions. */
  public boolean resumes() {
    return tickets.isPresent() || sessions() != SessionStore.NONE;
  }

  /** Collects the choices; each has a default. */
  public static final class Builder extends TlsConfig.Builder<Builder> {
    private final CredentialSelector credentials;
    private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
    private PeerVerifier peerVerifier = PeerVerifier.NOBODY;
    private List<OidFilter> oidFilters = List.of();
    private Optional<TicketProtector> tickets = Optional.empty();
    private Duration sessionLifetime = Duration.ofDays(1);
    private int ticketCount = 2;
    private EarlyDataPolicy earlyData = EarlyDataPolicy.NONE;
    private Optional<TicketKeys> retryKeys = Optional.empty();

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
     * What a client's certificate has to contain (RFC 9846 §4.3.5): TLS 1.3 clients are told, and a
     * certificate that is sent in TLS 1.3 is held to it. Anything goes by default.
     *
     * @param filters of different extensions; the values of key usage and extended key usage have
     *     to be among the certificate's, any other value has to be its own, byte by byte, or empty
     * @throws IllegalArgumentException for an extension that is named twice, and for
     *     anyExtendedKeyUsage
     */
    public Builder oidFilters(List<OidFilter> filters) {
      OidFilterMatch.requireRequestable(filters);
      this.oidFilters = List.copyOf(filters);
      return this;
    }

    /**
     * Lets clients resume with tickets that hold the session, so that nothing is kept here; goes
     * before {@link #sessions}. By default there are none: their keys have to be looked after.
     */
    public Builder tickets(TicketProtector protector) {
      this.tickets = Optional.of(protector);
      return this;
    }

    /**
     * How long a session may be resumed after its full handshake, and a ticket lives. Default: a
     * day. Longer saves few handshakes, and a stolen ticket key is of use for as long.
     *
     * @param lifetime a second to seven days (RFC 9846 §4.7.1)
     */
    public Builder sessionLifetime(Duration lifetime) {
      if (lifetime.toSeconds() < 1 || lifetime.compareTo(Session.MAX_LIFETIME) > 0) {
        throw new IllegalArgumentException(
            "sessionLifetime: %s, expected 1 second to 7 days (RFC 9846 §4.7.1)"
                .formatted(lifetime));
      }
      this.sessionLifetime = lifetime;
      return this;
    }

    /** Accepts early data of clients that resume (RFC 9846 §2.3). None by default. */
    public Builder earlyData(EarlyDataPolicy policy) {
      this.earlyData = policy;
      return this;
    }

    /**
     * Keeps nothing of a client between its first ClientHello and the one that answers our
     * HelloRetryRequest: what we have to know then travels in a cookie, sealed with these keys,
     * which servers may share (RFC 9846 §4.3.2). A cookie is good for a minute. By default the
     * state is kept, which a connection has room for; a server whose transport has no connections
     * yet, such as QUIC's, is better off without.
     */
    public Builder statelessRetries(TicketKeys keys) {
      this.retryKeys = Optional.of(keys);
      return this;
    }

    /**
     * How many tickets a full handshake of TLS 1.3 ends with, if sessions are resumed at all; a
     * resumed one ends with one, which takes the place of the ticket it used. Default: two, so that
     * a client can open two connections next time. Who asks for a number (RFC 9149) gets that, up
     * to {@value #MAX_TICKETS}.
     *
     * @param count 0 to {@value #MAX_TICKETS}
     */
    public Builder ticketCount(int count) {
      if (count < 0 || count > MAX_TICKETS) {
        throw new IllegalArgumentException(
            "ticketCount: %d, expected 0 to %d".formatted(count, MAX_TICKETS));
      }
      this.ticketCount = count;
      return this;
    }

    public ServerConfig build() {
      return new ServerConfig(this);
    }
  }
}
