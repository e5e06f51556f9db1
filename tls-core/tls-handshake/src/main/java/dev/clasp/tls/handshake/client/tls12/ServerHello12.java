package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.Optional;

/**
 * Where TLS 1.2 begins for a client: the fork has found a ServerHello of that version (RFC 5246
 * §7.4.1.3).
 *
 * @param server whom we want to talk to
 * @param hello the ClientHello
 * @param clientHello the same, as sent
 * @param offered a session that the hello names, by its id or its ticket
 */
public record ServerHello12(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    TranscriptBuffer clientHello,
    Optional<Session12> offered) {

  /** Checks the ServerHello and goes on with a full or an abbreviated handshake. */
  public Step received(ServerHello serverHello, Incoming incoming) throws TlsException {
    Suite12 suite = ServerHelloChecks12.requireOfferedSuite(serverHello, hello);
    ServerHelloChecks12.requireNoCompression(serverHello);
    Extensions extensions = serverHello.extensions();
    ServerHelloChecks12.requireOnlyOffered(extensions, hello.extensions());
    ServerHelloChecks12.requireSecureRenegotiation(extensions, config);
    ServerHelloChecks12.requireExtendedMainSecret(extensions, config);
    ServerHelloChecks12.requireConsistent(extensions, suite, config);
    ClientHandshake12 handshake =
        new ClientHandshake12(
            config, server, hello, serverHello, suite, applicationProtocol(extensions));
    TranscriptBuffer messages = clientHello.plus(incoming.raw());
    Step step =
        resumes(serverHello)
            ? AbbreviatedHandshake12.begin(handshake, offered.orElseThrow(), messages)
            : full(handshake, messages);
    return reported(handshake, limited(extensions, step));
  }

  /**
   * Whether the server resumes: "If the ClientHello.session_id was non-empty, the server will look
   * in its session cache for a match. If a match is found [...] the server will respond with the
   * same value as was supplied by the client."
   */
  private boolean resumes(ServerHello serverHello) throws ProtocolViolation {
    if (hello.legacySessionId().isEmpty()
        || !serverHello.legacySessionIdEcho().equals(hello.legacySessionId())) {
      return false;
    }
    // Our id was a random one, for middleboxes (RFC 9846 §E.4): nobody can know a session by it.
    if (offered.isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc5246("7.4.1.3"),
          "ServerHello.session_id: as if to resume a session, we offered none");
    }
    return true;
  }

  private static Step full(ClientHandshake12 handshake, TranscriptBuffer messages) {
    return Step.to(
        handshake.keyExchange().hasCertificate()
            ? new WaitCertificate(handshake, messages)
            : new WaitServerKeyExchange(handshake, messages, Optional.empty()));
  }

  /** "the client and server MUST immediately begin fragmenting messages" (RFC 6066 §4). */
  private static Step limited(Extensions extensions, Step step) {
    return extensions
        .find(MaxFragmentLength.class)
        .map(length -> step.limitRecords(length.bytes(), length.bytes()))
        .orElse(step);
  }

  private static Step reported(ClientHandshake12 handshake, Step step) {
    Step told =
        step.report(
                new HandshakeEvent.Negotiated(
                    ProtocolVersion.TLS12, handshake.suite(), Optional.empty()))
            .report(
                new HandshakeEvent.Tls12Agreed(
                    handshake.extendedMainSecret(), handshake.encryptThenMac()));
    return handshake
        .applicationProtocol()
        .map(name -> told.report(new HandshakeEvent.ApplicationProtocolSelected(name)))
        .orElse(told);
  }

  private Optional<String> applicationProtocol(Extensions extensions) throws ProtocolViolation {
    Optional<ApplicationLayerProtocolNegotiation> chosen =
        extensions.find(ApplicationLayerProtocolNegotiation.class);
    return chosen.isEmpty()
        ? Optional.empty()
        : Optional.of(chosen.get().chosenFrom(config.applicationProtocols(), "ServerHello"));
  }
}
