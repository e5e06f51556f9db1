package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ClientHello with what belongs to it and is not sent (RFC 9846 §4.2.2).
 *
 * @param server whom we want to talk to
 * @param keyExchanges our half of each key share in the hello
 */
record ClientOffer(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    Map<NamedGroup, PendingKeyExchange> keyExchanges) {

  /** The first ClientHello of a connection. */
  static ClientOffer first(ClientConfig config, ReferenceIdentity server) {
    Map<NamedGroup, PendingKeyExchange> keyExchanges = begin(config.crypto(), config.keyShares());
    ClientHello hello =
        new ClientHello(
            ProtocolVersion.TLS12, // "the legacy_version field MUST be set to 0x0303"
            Random.from(config.crypto().random()),
            legacySessionId(config),
            config.suites().stream().map(Suite13::codePoint).toList(),
            ClientHello.NULL_COMPRESSION,
            extensions(config, server, shares(keyExchanges)));
    return new ClientOffer(config, server, hello, keyExchanges);
  }

  /**
   * The second ClientHello: "the same ClientHello without modification", but for the key share and
   * the cookie that the HelloRetryRequest asked for.
   */
  ClientOffer retried(Optional<NamedGroup> group, Optional<Cookie> cookie) {
    Map<NamedGroup, PendingKeyExchange> exchanges =
        group.map(selected -> begin(config.crypto(), List.of(selected))).orElse(keyExchanges);
    Extensions extensions = hello.extensions().with(shares(exchanges));
    if (cookie.isPresent()) {
      extensions = extensions.with(cookie.get());
    }
    return new ClientOffer(config, server, hello.withExtensions(extensions), exchanges);
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

  /** "In compatibility mode, this field MUST be non-empty"; otherwise "zero-length". */
  private static SessionId legacySessionId(ClientConfig config) {
    return config.middleboxCompatibility()
        ? new SessionId(config.crypto().random().bytes(SessionId.MAX_LENGTH))
        : SessionId.EMPTY;
  }

  private static Extensions extensions(
      ClientConfig config, ReferenceIdentity server, KeyShareClientHello shares) {
    List<Extension> extensions = new ArrayList<>();
    // "Literal IPv4 and IPv6 addresses are not permitted in HostName", RFC 6066 §3
    if (config.sendsServerName() && server instanceof ReferenceIdentity.Dns host) {
      extensions.add(ServerNameList.ofHostName(host.name()));
    }
    extensions.add(new SupportedVersionsClient(config.versions()));
    extensions.add(new SupportedGroups(config.groups()));
    extensions.add(new SignatureAlgorithms(config.signatureSchemes()));
    if (!config.certificateSchemes().isEmpty()) {
      extensions.add(new SignatureAlgorithmsCert(config.certificateSchemes()));
    }
    if (!config.applicationProtocols().isEmpty()) {
      extensions.add(new ApplicationLayerProtocolNegotiation(config.applicationProtocols()));
    }
    extensions.add(shares);
    // Without it servers send no tickets (§4.3.9). Not psk_ke: it has no forward secrecy.
    extensions.add(new PskKeyExchangeModes(List.of(PskKeyExchangeModes.PSK_DHE_KE)));
    return Extensions.of(extensions);
  }
}
