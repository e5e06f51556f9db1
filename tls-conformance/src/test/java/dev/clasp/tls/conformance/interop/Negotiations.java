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
