package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.session.ConnectionSessions;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite12;
import java.util.Optional;

/**
 * What every state of the TLS 1.2 server knows: what the client offered and what the ServerHello
 * settled.
 *
 * @param random of ServerHello
 * @param sessionId of ServerHello
 * @param protocol of ALPN, if both sides have a list
 * @param sendsTicket whether a NewSessionTicket comes
 */
record ServerHandshake12(
    ServerConfig config,
    ClientOffer12 offer,
    Suite12 suite,
    Random random,
    SessionId sessionId,
    Optional<String> protocol,
    boolean sendsTicket) {

  /** Whether the main secret depends on the whole handshake (RFC 7627 §5.2). */
  boolean extendedMainSecret() {
    return offer.has(ExtensionType.EXTENDED_MAIN_SECRET);
  }

  /**
   * Whether CBC records have their MAC outside; with any other suite the server "MUST NOT send an
   * encrypt-then-MAC response extension" (RFC 7366 §3).
   */
  boolean encryptThenMac() {
    return config.encryptThenMac()
        && offer.has(ExtensionType.ENCRYPT_THEN_MAC)
        && suite.protection().macKeyLength() > 0;
  }

  /** What is kept under the id in ServerHello: nothing before the handshake is complete. */
  ConnectionSessions sessions() {
    return sessionId.isEmpty()
        ? ConnectionSessions.NONE
        : ConnectionSessions.of(config.sessions(), SessionKey.server12(sessionId));
  }

  RecordSizes12 recordSizes() {
    return RecordSizes12.of(config, offer);
  }

  KeySchedule12 schedule() {
    return new KeySchedule12(
        config.crypto().hashes(), suite, config.keyLog(), offer.hello().random(), random);
  }

  Transcript hashed(TranscriptBuffer messages) {
    return messages.hashedWith(config.crypto().hashes(), suite.hash());
  }

  Step report(Step step, Optional<NamedGroup> group) {
    Step reported =
        step.report(new HandshakeEvent.Negotiated(ProtocolVersion.TLS12, suite, group))
            .report(new HandshakeEvent.Tls12Agreed(extendedMainSecret(), encryptThenMac()));
    Optional<String> name = offer.serverName();
    if (name.isPresent()) {
      reported = reported.report(new HandshakeEvent.ServerNameRequested(name.get()));
    }
    if (protocol.isPresent()) {
      reported = reported.report(new HandshakeEvent.ApplicationProtocolSelected(protocol.get()));
    }
    return reported;
  }
}
