package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.client.tls12.ClientSessions12;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.Padding;
import dev.clasp.tls.handshake.extension.PostHandshakeAuth;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampRequest;
import dev.clasp.tls.handshake.extension.StatusRequestClientHello;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.psk.PskBinders;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A ClientHello with what belongs to it and is not sent (RFC 9846 §4.2.2).
 *
 * @param server whom we want to talk to
 * @param keyExchanges our half of each key share in the hello
 * @param psks in the order of their identities in the hello
 * @param session12 the session of TLS 1.2 that the hello names
 */
record ClientOffer(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    Map<NamedGroup, PendingKeyExchange> keyExchanges,
    List<PreSharedKey> psks,
    Optional<Session12> session12) {

  /** The first ClientHello of a connection. */
  static ClientOffer first(ClientConfig config, ReferenceIdentity server) {
    Map<NamedGroup, PendingKeyExchange> keyExchanges =
        config.speaks(ProtocolVersion.TLS13)
            ? begin(config.crypto(), config.keyShares())
            : Map.of();
    Optional<Session12> session12 =
        config.speaks(ProtocolVersion.TLS12)
            ? ClientSessions12.offered(config, server, serverName(config, server))
            : Optional.empty();
    List<PreSharedKey> psks =
        config.speaks(ProtocolVersion.TLS13) ? ClientPsks.offered(config, server) : List.of();
    Extensions extensions = extensions(config, server, shares(keyExchanges), session12);
    ClientHello hello =
        new ClientHello(
            ProtocolVersion.TLS12, // "the legacy_version field MUST be set to 0x0303"
            Random.from(config.crypto().random()),
            legacySessionId(config, session12),
            cipherSuites(config),
            ClientHello.NULL_COMPRESSION,
            EarlyDataOffer.isPossible(config, psks)
                ? extensions.plus(new EarlyData())
                : extensions);
    if (config.greases()) {
      hello = Grease.add(hello, config.crypto().random());
    }
    hello = padded(hello, config.paddedHelloLength());
    if (config.shufflesExtensions()) {
      hello = Grease.shuffle(hello, config.crypto().random());
    }
    return new ClientOffer(
        config,
        server,
        signed(config, hello, psks, hash -> Transcript.empty(config.crypto().hashes(), hash)),
        keyExchanges,
        psks,
        session12);
  }

  /**
   * The second ClientHello: "the same ClientHello without modification", but for the key share and
   * the cookie that the HelloRetryRequest asked for, and for pre_shared_key.
   *
   * @param before the transcript {@code message_hash, HelloRetryRequest}
   */
  ClientOffer retried(Optional<NamedGroup> group, Optional<Cookie> cookie, Transcript before) {
    Map<NamedGroup, PendingKeyExchange> exchanges =
        group.map(selected -> begin(config.crypto(), List.of(selected))).orElse(keyExchanges);
    Extensions extensions =
        hello
            .extensions()
            .without(ExtensionType.PRE_SHARED_KEY)
            .without(ExtensionType.EARLY_DATA) // "not permitted after a HelloRetryRequest"
            .with(shares(exchanges));
    if (cookie.isPresent()) {
      extensions = extensions.with(cookie.get());
    }
    // "removing any PSKs which are incompatible with the server's indicated cipher suite" (§4.2.2)
    List<PreSharedKey> compatible =
        psks.stream().filter(key -> key.hash() == before.algorithm()).toList();
    ClientHello second = hello.withExtensions(extensions);
    return new ClientOffer(
        config,
        server,
        signed(config, second, compatible, hash -> before),
        exchanges,
        compatible,
        session12);
  }

  /** As long as the configuration says at least; the extension has a header of four bytes. */
  private static ClientHello padded(ClientHello hello, int length) {
    int missing = length - hello.framed().size();
    return missing <= 0
        ? hello
        : hello.withExtensions(
            hello.extensions().plus(new Padding(Bytes.copyOf(new byte[Math.max(0, missing - 4)]))));
  }

  /** Whether this hello, not one before it, offers early data. */
  boolean offersEarlyData() {
    return hello.extensions().contains(ExtensionType.EARLY_DATA);
  }

  /** "by recomputing the obfuscated_ticket_age and binder values" too, the second time (§4.2.2). */
  private static ClientHello signed(
      ClientConfig config,
      ClientHello hello,
      List<PreSharedKey> psks,
      Function<HashAlgorithm, Transcript> before) {
    return psks.isEmpty()
        ? hello
        : PskBinders.sign(hello, psks, config.clock().instant(), config.crypto().hashes(), before);
  }

  /** "The key_exchange values for each KeyShareEntry MUST be generated independently." */
  private static Map<NamedGroup, PendingKeyExchange> begin(
      CryptoProvider crypto, List<NamedGroup> groups) {
    Map<NamedGroup, PendingKeyExchange> exchanges = new LinkedHashMap<>();
    for (NamedGroup group : groups) {
      exchanges.put(
          group, group.algorithm().flatMap(crypto::group).orElseThrow().begin(crypto.random()));
    }
    return exchanges;
  }

  private static KeyShareClientHello shares(Map<NamedGroup, PendingKeyExchange> exchanges) {
    return new KeyShareClientHello(
        exchanges.entrySet().stream()
            .map(entry -> new KeyShareEntry(entry.getKey(), entry.getValue().share()))
            .toList());
  }

  /**
   * What goes into server_name: "Literal IPv4 and IPv6 addresses are not permitted in HostName"
   * (RFC 6066 §3).
   */
  static Optional<String> serverName(ClientConfig config, ReferenceIdentity server) {
    return config.sendsServerName() && server instanceof ReferenceIdentity.Dns host
        ? Optional.of(host.name())
        : Optional.empty();
  }

  /** Those of TLS 1.3 first: the newest version is what we want. */
  private static List<CipherSuite> cipherSuites(ClientConfig config) {
    List<CipherSuite> suites = new ArrayList<>();
    if (config.speaks(ProtocolVersion.TLS13)) {
      config.suites().forEach(suite -> suites.add(suite.codePoint()));
    }
    if (config.speaks(ProtocolVersion.TLS12)) {
      ClientOffer12.suites(config).forEach(suite -> suites.add(suite.codePoint()));
    }
    // "the client SHOULD put TLS_FALLBACK_SCSV after all cipher suites that it actually intends to
    // negotiate" (RFC 7507 §4)
    if (config.isFallback()) {
      suites.add(CipherSuite.TLS_FALLBACK_SCSV);
    }
    return suites;
  }

  /**
   * Of a session to resume, with TLS 1.2. "In compatibility mode, this field MUST be non-empty";
   * otherwise "zero-length".
   */
  private static SessionId legacySessionId(ClientConfig config, Optional<Session12> session12) {
    if (session12.isPresent() && !session12.get().sessionId().isEmpty()) {
      return session12.get().sessionId();
    }
    boolean compatible = config.middleboxCompatibility() && config.speaks(ProtocolVersion.TLS13);
    // A server that takes a ticket echoes the id, so that we know at once (RFC 5077 §3.4).
    return compatible || session12.isPresent()
        ? new SessionId(config.crypto().random().bytes(SessionId.MAX_LENGTH))
        : SessionId.EMPTY;
  }

  private static Extensions extensions(
      ClientConfig config,
      ReferenceIdentity server,
      KeyShareClientHello shares,
      Optional<Session12> session12) {
    List<Extension> extensions = new ArrayList<>();
    serverName(config, server).map(ServerNameList::ofHostName).ifPresent(extensions::add);
    boolean tls13 = config.speaks(ProtocolVersion.TLS13);
    if (tls13) {
      extensions.add(new SupportedVersionsClient(config.versions()));
    }
    extensions.add(new SupportedGroups(config.groups()));
    extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
    if (!config.certificateSchemes().isEmpty()) {
      extensions.add(new SignatureAlgorithmsCert(config.certificateSchemes()));
    }
    if (!config.applicationProtocols().isEmpty()) {
      extensions.add(new ApplicationLayerProtocolNegotiation(config.applicationProtocols()));
    }
    // A certificate that promises a stapled response is worth nothing without it.
    extensions.add(StatusRequestClientHello.anyResponder());
    if (config.asksForTimestamps()) {
      extensions.add(new SignedCertificateTimestampRequest());
    }
    config.maxFragmentLength().ifPresent(bytes -> extensions.add(MaxFragmentLength.ofBytes(bytes)));
    config.recordSizeLimit().ifPresent(bytes -> extensions.add(new RecordSizeLimit(bytes)));
    if (config.speaks(ProtocolVersion.TLS12)) {
      extensions.addAll(ClientOffer12.extensions(config, session12));
    }
    if (tls13) {
      extensions.add(shares);
      // Without it servers send no tickets (§4.3.9).
      extensions.add(
          new PskKeyExchangeModes(
              config.allowsPskWithoutKeyExchange()
                  ? List.of(PskKeyExchangeModes.PSK_DHE_KE, PskKeyExchangeModes.PSK_KE)
                  : List.of(PskKeyExchangeModes.PSK_DHE_KE)));
      config.ticketRequest().ifPresent(extensions::add);
      if (!config.certificateAuthorities().isEmpty()) {
        extensions.add(new CertificateAuthorities(config.certificateAuthorities()));
      }
      if (config.offersPostHandshakeAuthentication()) {
        extensions.add(new PostHandshakeAuth());
      }
      CertificateCompressions.extension(config.certificateCompressions())
          .ifPresent(extensions::add);
    }
    return Extensions.of(extensions);
  }
}
