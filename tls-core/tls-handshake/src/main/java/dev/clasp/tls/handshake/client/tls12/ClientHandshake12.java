package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.authentication.ServerParamsContent;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.Optional;

/**
 * What every state of the TLS 1.2 client knows: what was offered and what the ServerHello settled.
 *
 * @param server whom we want to talk to
 * @param hello the ClientHello that the ServerHello answered
 * @param serverHello checked by {@link ServerHelloChecks12}
 * @param applicationProtocol that the server chose by ALPN
 */
record ClientHandshake12(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    ServerHello serverHello,
    Suite12 suite,
    Optional<String> applicationProtocol) {

  ConnectionSessions sessions() {
    return ClientSessions12.with(config, server);
  }

  KeyExchange12 keyExchange() {
    return suite.keyExchange();
  }

  KeySchedule12 schedule() {
    return new KeySchedule12(
        config.crypto().hashes(), suite, config.keyLog(), hello.random(), serverHello.random());
  }

  Transcript hashed(TranscriptBuffer messages) {
    return messages.hashedWith(config.crypto().hashes(), suite.hash());
  }

  ServerParamsContent signedContent(ServerParams params) {
    return new ServerParamsContent(hello.random(), serverHello.random(), params);
  }

  /** Whether the main secret depends on the whole handshake (RFC 7627 §5.2). */
  boolean extendedMainSecret() {
    return agreed(ExtensionType.EXTENDED_MAIN_SECRET);
  }

  /** Whether CBC records have their MAC outside (RFC 7366 §3). */
  boolean encryptThenMac() {
    return agreed(ExtensionType.ENCRYPT_THEN_MAC);
  }

  /** Whether a NewSessionTicket comes: "MUST be sent if the server included" it (RFC 5077 §3.3). */
  boolean expectsTicket() {
    return agreed(ExtensionType.SESSION_TICKET);
  }

  /** Whether a CertificateStatus may come (RFC 6066 §8). */
  boolean mayStaple() {
    return agreed(ExtensionType.STATUS_REQUEST);
  }

  private boolean agreed(ExtensionType type) {
    return serverHello.extensions().contains(type);
  }
}
