package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.ExtendedMainSecret;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.extension.StatusRequestEmpty;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/** The ServerHello of TLS 1.2 (RFC 5246 §7.4.1.3): it answers nothing that was not asked. */
final class ServerHello12 {
  private ServerHello12() {}

  /**
   * Of a full handshake.
   *
   * @param staples whether a CertificateStatus follows
   */
  static ServerHello full(ServerHandshake12 handshake, boolean staples) {
    List<Extension> extensions = common(handshake);
    // "SHALL include an extension of type server_name [...] SHALL be empty"; "When resuming a
    // session, the server MUST NOT include a server_name extension" (RFC 6066 §3)
    if (handshake.offer().serverName().isPresent()) {
      extensions.add(new ServerNameAcknowledged());
    }
    if (staples) {
      extensions.add(new StatusRequestEmpty());
    }
    if (handshake.sendsTicket()) {
      extensions.add(new SessionTicket(Bytes.empty()));
    }
    return with(handshake, extensions);
  }

  /** Of an abbreviated handshake: what the session settled is not said again. */
  static ServerHello resumed(ServerHandshake12 handshake) {
    return with(handshake, common(handshake));
  }

  private static ServerHello with(ServerHandshake12 handshake, List<Extension> extensions) {
    return new ServerHello(
        ProtocolVersion.TLS12,
        handshake.random(),
        handshake.sessionId(),
        handshake.suite().codePoint(),
        0,
        // "The presence of extensions can be detected by" what follows: none need no block
        extensions.isEmpty() ? Extensions.ABSENT : Extensions.of(extensions));
  }

  private static List<Extension> common(ServerHandshake12 handshake) {
    ClientOffer12 offer = handshake.offer();
    List<Extension> extensions = new ArrayList<>();
    // "If the secure_renegotiation flag is set to TRUE, the server MUST include an empty
    // renegotiation_info extension" (RFC 5746 §3.6), also in answer to the signalling suite
    if (offer.secureRenegotiation()) {
      extensions.add(new RenegotiationInfo(Bytes.empty()));
    }
    // "If a server [...] receives the extended_master_secret extension, it MUST include" it
    if (handshake.extendedMainSecret()) {
      extensions.add(new ExtendedMainSecret());
    }
    if (handshake.encryptThenMac()) {
      extensions.add(new EncryptThenMac());
    }
    // With a curve in use, and only in answer (RFC 8422 §5.2)
    if (handshake.suite().keyExchange().share() == KeyExchange12.Share.ECDHE
        && offer.has(ExtensionType.EC_POINT_FORMATS)) {
      extensions.add(EcPointFormats.UNCOMPRESSED);
    }
    handshake.recordSizes().answer().ifPresent(extensions::add);
    handshake
        .protocol()
        .ifPresent(name -> extensions.add(new ApplicationLayerProtocolNegotiation(List.of(name))));
    return extensions;
  }
}
