package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What client and server are told alike: versions, algorithms, keys shared beforehand. */
public abstract sealed class TlsConfig permits ClientConfig, ServerConfig {
  private final CryptoProvider crypto;
  private final List<ProtocolVersion> versions;
  private final List<Suite13> suites;
  private final List<Suite12> suites12;
  private final List<NamedGroup> groups;
  private final List<SignatureScheme> signatureSchemes;
  private final List<SignatureScheme> certificateSchemes;
  private final List<Bytes> certificateAuthorities;
  private final boolean legacyClientSignatures;
  private final List<String> applicationProtocols;
  private final List<ExternalPsk> externalPsks;
  private final List<ImportedPsk> importedPsks;
  private final boolean legacy;
  private final boolean requiresExtendedMainSecret;
  private final boolean encryptThenMac;
  private final OptionalInt recordSizeLimit;
  private final List<CertificateCompression> certificateCompressions;
  private final SessionStore sessions;
  private final boolean pskWithoutKeyExchange;
  private final KeyLog keyLog;
  private final InstantSource clock;

  TlsConfig(Builder<?> builder) {
    this.crypto = builder.crypto;
    this.versions = builder.versions;
    this.suites = builder.suites;
    this.suites12 = builder.chosenSuites12();
    this.groups = builder.chosenGroups();
    this.signatureSchemes = builder.signatureSchemes;
    this.certificateSchemes = builder.certificateSchemes;
    this.certificateAuthorities = builder.certificateAuthorities;
    this.legacyClientSignatures = builder.legacyClientSignatures;
    this.applicationProtocols = builder.applicationProtocols;
    this.externalPsks = builder.externalPsks;
    this.importedPsks = builder.importedPsks;
    this.legacy = builder.legacy;
    this.requiresExtendedMainSecret = builder.requiresExtendedMainSecret;
    this.encryptThenMac = builder.encryptThenMac;
    this.recordSizeLimit = builder.recordSizeLimit;
    this.certificateCompressions = builder.certificateCompressions;
    this.sessions = builder.sessions;
    this.pskWithoutKeyExchange = builder.pskWithoutKeyExchange;
    this.keyLog = builder.keyLog;
    this.clock = builder.clock;
  }

  public CryptoProvider crypto() {
    return crypto;
  }

  public List<ProtocolVersion> versions() {
    return versions;
  }

  public boolean speaks(ProtocolVersion version) {
    return versions.contains(version);
  }

  /** Of TLS 1.3. */
  public List<Suite13> suites() {
    return suites;
  }

  /** Of TLS 1.2; those with pre-shared keys only if there are {@link #externalPsks}. */
  public List<Suite12> suites12() {
    return suites12;
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

  /** Told to the peer; DER of distinguished names; empty for "any". */
  public List<Bytes> certificateAuthorities() {
    return certificateAuthorities;
  }

  /** Whether clients may sign with RSASSA-PKCS1-v1_5 in TLS 1.3 (RFC 9963). */
  public boolean allowsLegacyClientSignatures() {
    return legacyClientSignatures;
  }

  public List<String> applicationProtocols() {
    return applicationProtocols;
  }

  public List<ExternalPsk> externalPsks() {
    return externalPsks;
  }

  /** For TLS 1.3 only (RFC 9258). */
  public List<ImportedPsk> importedPsks() {
    return importedPsks;
  }

  /** Whether {@link Builder#legacy} was called. */
  public boolean allowsLegacy() {
    return legacy;
  }

  /** Of TLS 1.2 peers (RFC 7627). */
  public boolean requiresExtendedMainSecret() {
    return requiresExtendedMainSecret;
  }

  /** Whether CBC suites are used with encrypt-then-MAC where the peer can (RFC 7366). */
  public boolean encryptThenMac() {
    return encryptThenMac;
  }

  /** The longest record content we accept, in bytes; empty for what the version allows. */
  public OptionalInt recordSizeLimit() {
    return recordSizeLimit;
  }

  /** How certificates are compressed in TLS 1.3; empty for not at all. */
  public List<CertificateCompression> certificateCompressions() {
    return certificateCompressions;
  }

  /** Where sessions are kept, to be resumed; {@link SessionStore#NONE} unless set. */
  public SessionStore sessions() {
    return sessions;
  }

  /** Whether {@code psk_ke} may be used (RFC 9846 §4.3.9). */
  public boolean allowsPskWithoutKeyExchange() {
    return pskWithoutKeyExchange;
  }

  public KeyLog keyLog() {
    return keyLog;
  }

  public InstantSource clock() {
    return clock;
  }

  /**
   * Collects the choices; each has a default.
   *
   * @param <B> the builder of the role
   */
  public abstract static sealed class Builder<B extends Builder<B>>
      permits ClientConfig.Builder, ServerConfig.Builder {
    final CryptoProvider crypto;
    List<ProtocolVersion> versions = Defaults.VERSIONS;
    List<Suite13> suites;
    Optional<List<Suite12>> suites12 = Optional.empty();
    Optional<List<NamedGroup>> groups = Optional.empty();
    List<SignatureScheme> signatureSchemes;
    List<SignatureScheme> certificateSchemes = List.of();
    List<Bytes> certificateAuthorities = List.of();
    boolean legacyClientSignatures;
    List<String> applicationProtocols = List.of();
    List<ExternalPsk> externalPsks = List.of();
    List<ImportedPsk> importedPsks = List.of();
    boolean legacy;
    boolean requiresExtendedMainSecret = true;
    boolean encryptThenMac = true;
    OptionalInt recordSizeLimit = OptionalInt.empty();
    List<CertificateCompression> certificateCompressions = List.of();
    SessionStore sessions = SessionStore.NONE;
    boolean pskWithoutKeyExchange;
    KeyLog keyLog = KeyLog.NONE;
    InstantSource clock = InstantSource.system();

    Builder(CryptoProvider crypto) {
      this.crypto = crypto;
      this.suites = Defaults.suites(crypto);
      this.signatureSchemes = Defaults.signatureSchemes(crypto);
    }

    abstract B self();

    /**
     * The versions to speak, most preferred first. Default: all that are implemented; TLS 1.3 alone
     * is {@code List.of(ProtocolVersion.TLS13)}.
     */
    public B versions(List<ProtocolVersion> chosen) {
      this.versions = Defaults.checked("versions", chosen, Defaults.IMPLEMENTED);
      return self();
    }

    /** The cipher suites of TLS 1.3, most preferred first. A server takes its first in common. */
    public B suites(List<Suite13> chosen) {
      this.suites = Defaults.checked("suites", chosen, Defaults.allSuites(crypto));
      return self();
    }

    /**
     * The cipher suites of TLS 1.2, most preferred first; a server takes its first in common.
     * Default: ECDHE with AES-GCM and ChaCha20-Poly1305; with {@link #legacy} behind them all there
     * are. Those with pre-shared keys are left out when there are none.
     */
    public B suites12(List<Suite12> chosen) {
      this.suites12 =
          Optional.of(Defaults.checked("suites12", chosen, Defaults.availableSuites12(crypto)));
      return self();
    }

    /**
     * The groups of key exchange, most preferred first. Default: the provider's hybrids, then its
     * elliptic curves; with {@link #legacy} behind them the finite-field groups of RFC 7919.
     *
     * <p>For a server of TLS 1.3, one that the client sent a share for wins over one that costs
     * another round trip.
     */
    public B groups(List<NamedGroup> chosen) {
      this.groups =
          Optional.of(Defaults.checked("groups", chosen, Defaults.availableGroups(crypto)));
      return self();
    }

    /** The schemes the peer may sign with, most preferred first. Default: all we verify. */
    public B signatureSchemes(List<SignatureScheme> chosen) {
      this.signatureSchemes =
          Defaults.checked("signatureSchemes", chosen, Defaults.availableSchemes(crypto));
      return self();
    }

    /** Other schemes for the signatures in the peer's certificates. Default: the same. */
    public B certificateSchemes(List<SignatureScheme> chosen) {
      this.certificateSchemes =
          Defaults.checkedOrEmpty("certificateSchemes", chosen, Defaults.availableSchemes(crypto));
      return self();
    }

    /**
     * The issuers to name to the peer, so that it chooses a certificate of theirs: a client names
     * them in TLS 1.3, a server when it asks for a certificate (RFC 9846 §4.3.4). None by default:
     * a hint that is incomplete keeps good certificates away, and who is trusted is said elsewhere.
     *
     * @param names DER of distinguished names
     */
    public B certificateAuthorities(List<Bytes> names) {
      this.certificateAuthorities = List.copyOf(names);
      return self();
    }

    /**
     * Lets a client sign its CertificateVerify of TLS 1.3 with RSASSA-PKCS1-v1_5, and a server
     * accept that (RFC 9963): for keys in hardware that can do nothing else. Off by default; a key
     * that can do better does. Servers never sign so.
     */
    public B allowLegacyClientSignatures() {
      this.legacyClientSignatures = true;
      return self();
    }

    /**
     * The application protocols to speak (RFC 7301), most preferred first. By default none: a
     * client offers none then, and a server ignores the offer.
     */
    public B applicationProtocols(List<String> chosen) {
      this.applicationProtocols = Defaults.checkedProtocols(chosen);
      return self();
    }

    /** Keys shared with the peer beforehand; none by default. */
    public B externalPsks(List<ExternalPsk> psks) {
      Defaults.checkedOrEmpty(
          "externalPsks",
          psks.stream().map(ExternalPsk::identity).toList(),
          psks.stream().map(ExternalPsk::identity).toList());
      this.externalPsks = List.copyOf(psks);
      return self();
    }

    /**
     * Keys shared with the peer beforehand, to be imported: each is tied to TLS 1.3, a hash and its
     * context (RFC 9258), on both sides. None by default.
     */
    public B importedPsks(List<ImportedPsk> psks) {
      this.importedPsks = List.copyOf(psks);
      return self();
    }

    /**
     * Allows what TLS 1.2 should no longer use, for peers that have nothing better: key exchange
     * with TLS_RSA, with finite-field Diffie-Hellman and with a pre-shared key alone, and suites
     * with CBC and with CCM. Off by default.
     *
     * <p>RFC 10015 says "MUST NOT" of TLS_RSA and DHE: without forward secrecy a key that leaks
     * later opens what is recorded today, RSA decryption invites Bleichenbacher's attack, and
     * groups of unknown quality cannot be told from good ones. A pre-shared key alone has no
     * forward secrecy either. CBC suites had one padding oracle after another.
     */
    public B legacy() {
      this.legacy = true;
      return self();
    }

    /**
     * Lets in peers of TLS 1.2 that cannot bind the main secret to the handshake (RFC 7627). By
     * default they are refused: against them the triple-handshake attack works, so that neither a
     * client certificate nor an exporter says whom one talks to.
     */
    public B allowMissingExtendedMainSecret() {
      this.requiresExtendedMainSecret = false;
      return self();
    }

    /**
     * Whether CBC suites are used with encrypt-then-MAC where the peer can (RFC 7366). True by
     * default: it takes away what padding oracles ask.
     */
    public B encryptThenMac(boolean use) {
      this.encryptThenMac = use;
      return self();
    }

    /**
     * The longest record content we want to receive (RFC 8449), for those short of memory. By
     * default the peer is told nothing.
     *
     * @param bytes 64 to 2^14
     */
    public B recordSizeLimit(int bytes) {
      if (bytes < 64 || bytes > 1 << 14) {
        throw new IllegalArgumentException(
            "recordSizeLimit: %d, expected 64 to 16384 (RFC 8449 §4)".formatted(bytes));
      }
      this.recordSizeLimit = OptionalInt.of(bytes);
      return self();
    }

    /**
     * Compresses certificates in TLS 1.3 for peers that can decompress them, and offers them to do
     * the same (RFC 8879), most preferred first. By default not at all: it costs time in every
     * handshake, and saves a round trip only where the chain is long and the network slow.
     */
    public B certificateCompressions(List<CertificateCompression> chosen) {
      this.certificateCompressions = List.copyOf(chosen);
      return self();
    }

    /**
     * Keeps sessions and resumes them: a client those with the servers it talks to, a server those
     * it then keeps for its clients. By default none: sessions take memory, and tell a server that
     * two connections are of one client.
     *
     * <p>One store serves many connections and may serve many configurations, as long as all of
     * them believe the same peers.
     */
    public B sessions(SessionStore store) {
      this.sessions = store;
      return self();
    }

    /**
     * Allows {@code psk_ke}, for devices that cannot afford a key exchange (RFC 9846 §4.3.9). Off
     * by default: whoever gets the key later reads what was recorded, in both directions.
     */
    public B allowPskWithoutKeyExchange() {
      this.pskWithoutKeyExchange = true;
      return self();
    }

    /** Where secrets are logged; nowhere by default. */
    public B keyLog(KeyLog log) {
      this.keyLog = log;
      return self();
    }

    /** The clock that certificates and sessions are judged by. Default: the system's. */
    public B clock(InstantSource source) {
      this.clock = source;
      return self();
    }

    private List<Suite12> chosenSuites12() {
      List<Suite12> chosen = suites12.orElseGet(() -> Defaults.suites12(crypto, legacy));
      Optional<Suite12> old = chosen.stream().filter(Suite12::isLegacy).findFirst();
      if (old.isPresent() && !legacy) {
        throw new IllegalStateException("suites12: %s, expected legacy()".formatted(old.get()));
      }
      return chosen.stream()
          .filter(suite -> !suite.keyExchange().usesPsk() || !externalPsks.isEmpty())
          .toList();
    }

    List<NamedGroup> chosenGroups() {
      return groups.orElseGet(() -> Defaults.groups(crypto, legacy));
    }
  }
}
