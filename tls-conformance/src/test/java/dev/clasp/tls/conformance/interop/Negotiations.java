package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.Optional;

/** What our side says was negotiated. */
final class Negotiations {
  private Negotiations() {}

  static void assertNegotiated(Cell cell, TlsStream stream) {
    assertEquals(
        Optional.of(
            new HandshakeEvent.Negotiated(
                ProtocolVersion.TLS13, cell.suite(), Optional.of(cell.group()))),
        stream.event(HandshakeEvent.Negotiated.class));
  }

  static void assertNegotiated(Cell12 cell, TlsStream stream) {
    HandshakeEvent.Negotiated negotiated =
        stream.event(HandshakeEvent.Negotiated.class).orElseThrow();
    assertEquals(ProtocolVersion.TLS12, negotiated.version());
    assertEquals(cell.suite(), negotiated.suite());
    assertEquals(
        Optional.of(
            new HandshakeEvent.Tls12Agreed(
                true, cell.encryptThenMac() && cell.suite().protection().macKeyLength() > 0)),
        stream.event(HandshakeEvent.Tls12Agreed.class));
  }

  static boolean wasResumed(TlsStream stream) {
    return stream.event(HandshakeEvent.SessionResumed.class).isPresent();
  }

  static Optional<NamedGroup> group(TlsStream stream) {
    return stream.event(HandshakeEvent.Negotiated.class).flatMap(HandshakeEvent.Negotiated::group);
  }

  static boolean wasRetried(TlsStream stream) {
    return stream.event(HandshakeEvent.HelloRetried.class).isPresent();
  }

  static Optional<String> applicationProtocol(TlsStream stream) {
    return stream
        .event(HandshakeEvent.ApplicationProtocolSelected.class)
        .map(HandshakeEvent.ApplicationProtocolSelected::protocol);
  }

  static Optional<String> serverName(TlsStream stream) {
    return stream
        .event(HandshakeEvent.ServerNameRequested.class)
        .map(HandshakeEvent.ServerNameRequested::hostName);
  }

  /** The DER of the peer's own certificate. */
  static Optional<Bytes> peerCertificate(TlsStream stream) {
    return stream
        .event(HandshakeEvent.PeerIdentified.class)
        .map(identified -> identified.path().leaf().der());
  }
}
