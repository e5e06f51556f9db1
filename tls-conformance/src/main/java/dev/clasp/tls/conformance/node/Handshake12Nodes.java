package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Session12;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.HelloRequest;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import java.util.Optional;

/** What only a server of TLS 1.2 says. */
final class Handshake12Nodes {
  private static final CipherSuite SCSV = new CipherSuite(0x00FF); // RFC 5746 §3.3

  private Handshake12Nodes() {}

  /**
   * Behind a ServerHello of TLS 1.2 (RFC 5246 §7.4.1.3): what it may choose.
   *
   * @param resumed whether it must resume the last session, or must not; empty for either
   */
  static void serverHello(Peer peer, ServerHello hello, Optional<Boolean> resumed)
      throws CheckFailed, ScriptException {
    ClientHello offered = peer.offered();
    Rfc clause = Rfc.rfc5246("7.4.1.3");
    if (!offered.cipherSuites().contains(hello.cipherSuite())) {
      throw new CheckFailed(
          clause,
          "ServerHello.cipher_suite: %s, which was not offered".formatted(hello.cipherSuite()));
    }
    if (hello.legacyCompressionMethod() != 0) {
      throw new CheckFailed(
          clause,
          "ServerHello.compression_method: %d, expected 0"
              .formatted(hello.legacyCompressionMethod()));
    }
    checkExtensions(hello.extensions(), offered);
    Suite12 suite =
        Suite12.of(hello.cipherSuite())
            .orElseThrow(
                () -> new ScriptException(hello.cipherSuite() + " is not implemented here"));
    peer.tls12(suite, offered, hello);
    resume(peer, hello, offered, resumed);
  }

  private static void checkExtensions(Extensions found, ClientHello offered) throws CheckFailed {
    for (Extension extension : found.list()) {
      boolean signalled =
          extension.type().equals(ExtensionType.RENEGOTIATION_INFO)
              && offered.cipherSuites().contains(SCSV);
      if (!signalled && !offered.extensions().contains(extension.type())) {
        throw new CheckFailed(
            Rfc.rfc5246("7.4.1.4"),
            "ServerHello.extensions: %s, which was not offered".formatted(extension.type()));
      }
    }
    Optional<Bytes> info =
        found.list().stream()
            .filter(each -> each.type().equals(ExtensionType.RENEGOTIATION_INFO))
            .map(Offered::body)
            .findFirst();
    if (info.isPresent() && !info.get().equals(Bytes.of(0))) {
      throw new CheckFailed(
          Rfc.rfc(5746, "3.6"),
          "ServerHello.renegotiation_info: %s, expected 00".formatted(info.get()));
    }
  }

  /** The echo of a session id that we offered means resumption (RFC 5246 §7.4.1.3). */
  private static void resume(
      Peer peer, ServerHello hello, ClientHello offered, Optional<Boolean> resumed)
      throws CheckFailed, ScriptException {
    Optional<Session12> session = peer.lastSession();
    Bytes id = offered.legacySessionId().bytes();
    boolean echoed = !id.isEmpty() && hello.legacySessionIdEcho().bytes().equals(id);
    if (resumed.equals(Optional.of(true)) && !echoed) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.1.3"), "ServerHello.session_id: not ours, expected resumption");
    }
    if (resumed.equals(Optional.of(false)) && echoed) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.1.3"), "ServerHello.session_id: ours, expected a full handshake");
    }
    if (resumed.equals(Optional.of(true))) {
      Session12 last =
          session.orElseThrow(() -> new ScriptException("there is no session to resume"));
      peer.tls12().resume(last.mainSecret());
    }
  }

  /** {@code ExpectServerHelloDone}. */
  static Node.Expectation serverHelloDone(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.SERVER_HELLO_DONE, ServerHelloDone.class, (peer, message) -> {});
  }

  /** {@code ExpectHelloRequest}: not in the transcript (RFC 5246 §7.4.1.1). */
  static Node.Expectation helloRequest(Args args) {
    return HandshakeExpectation.postHandshake(
        HandshakeType.HELLO_REQUEST, HelloRequest.class, (peer, message) -> {});
  }

  /** {@code ExpectCertificateStatus}. */
  static Node.Expectation certificateStatus(Args args) {
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE_STATUS, CertificateStatus.class, (peer, message) -> {});
  }

  /** CertificateRequest of TLS 1.2: not empty, and of schemes that we can tell apart. */
  static Node.Expectation certificateRequest() {
    return HandshakeExpectation.of(
        HandshakeType.CERTIFICATE_REQUEST,
        CertificateRequest12.class,
        (peer, message) -> peer.certificateRequest12(message));
  }

  /** NewSessionTicket of TLS 1.2: a part of the handshake (RFC 5077 §3.3). */
  static Node.Expectation newSessionTicket() {
    return HandshakeExpectation.of(
        HandshakeType.NEW_SESSION_TICKET, NewSessionTicket12.class, Handshake12Nodes::keepTicket);
  }

  /** A ticket came or went: the session can be resumed with it. */
  static void keepTicket(Peer peer, NewSessionTicket12 message) throws ScriptException {
    peer.keep(
        new Session12(sessionId(peer), Optional.of(message.ticket()), peer.tls12().mainSecret()));
  }

  /** Keeps what Finished completes, unless a ticket stands for it already. */
  static void keepSession(Peer peer) throws ScriptException {
    Bytes id = sessionId(peer);
    if (peer.lastSession().isEmpty() && !id.isEmpty()) {
      peer.keep(new Session12(id, Optional.empty(), peer.tls12().mainSecret()));
    }
  }

  private static Bytes sessionId(Peer peer) {
    return peer.serverHello().map(each -> each.legacySessionIdEcho().bytes()).orElse(Bytes.empty());
  }
}
