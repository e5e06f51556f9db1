package dev.clasp.tls.handshake.client;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.ExtendedMainSecret;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a ClientHello has for servers of TLS 1.2 (RFC 5246 §7.4.1.2). */
final class ClientOffer12 {
  private ClientOffer12() {}

  /** The suites that can come about: those with a pre-shared key only if we have one. */
  static List<Suite12> suites(ClientConfig config) {
    return config.suites12().stream()
        .filter(suite -> !suite.keyExchange().usesPsk() || !config.externalPsks().isEmpty())
        .toList();
  }

  /**
   * The extensions TLS 1.3 does without.
   *
   * @param session whose ticket is offered, if it has one
   */
  static List<Extension> extensions(ClientConfig config, Optional<Session12> session) {
    List<Suite12> suites = suites(config);
    List<Extension> extensions = new ArrayList<>();
    // "a client implementing this document MUST send" it (RFC 7627 §5.2)
    extensions.add(new ExtendedMainSecret());
    // "The client MUST include either an empty renegotiation_info extension, or the [...] SCSV":
    // also who never negotiates anew (RFC 5746 §3.4).
    extensions.add(new RenegotiationInfo(Bytes.empty()));
    // "Clients SHOULD send both" this and supported_groups (RFC 8422 §5.1)
    if (suites.stream().anyMatch(ClientOffer12::isElliptic)) {
      extensions.add(EcPointFormats.UNCOMPRESSED);
    }
    // Only CBC suites have a MAC to move (RFC 7366 §3).
    if (config.encryptThenMac() && suites.stream().anyMatch(ClientOffer12::isCbc)) {
      extensions.add(new EncryptThenMac());
    }
    // Empty: "it does not already possess a ticket" (RFC 5077 §3.2). Whoever keeps no sessions has
    // no use for one.
    if (config.sessions() != SessionStore.NONE) {
      extensions.add(new SessionTicket(session.map(Session12::ticket).orElse(Bytes.empty())));
    }
    return extensions;
  }

  private static boolean isElliptic(Suite12 suite) {
    return suite.keyExchange().share() == KeyExchange12.Share.ECDHE;
  }

  private static boolean isCbc(Suite12 suite) {
    return suite.protection() instanceof Protection12.Cbc;
  }
}
