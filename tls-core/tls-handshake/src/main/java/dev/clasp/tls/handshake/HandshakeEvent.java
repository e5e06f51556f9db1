package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SuiteParameters;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/** Something the application may want to know, in the order it happened. */
public sealed interface HandshakeEvent {
  /**
   * The server asked for another ClientHello.
   *
   * @param group the key share it wants; empty when it only sent a cookie
   */
  record HelloRetried(Optional<NamedGroup> group) implements HandshakeEvent {}

  /**
   * The hellos are exchanged.
   *
   * @param group of the key exchange; empty without one, and in TLS 1.2, where it comes later
   */
  record Negotiated(ProtocolVersion version, SuiteParameters suite, Optional<NamedGroup> group)
      implements HandshakeEvent {}

  /**
   * The server of TLS 1.2 named the group of the key exchange in its ServerKeyExchange: behind
   * {@link Negotiated}, which has none then.
   */
  record GroupSelected(NamedGroup group) implements HandshakeEvent {}

  /**
   * What the hellos of TLS 1.2 agreed on beside the suite.
   *
   * @param extendedMainSecret the main secret depends on the whole handshake (RFC 7627)
   * @param encryptThenMac CBC records have their MAC outside (RFC 7366)
   */
  record Tls12Agreed(boolean extendedMainSecret, boolean encryptThenMac)
      implements HandshakeEvent {}

  /**
   * The host name the client asked for, at the server (RFC 6066 §3).
   *
   * @param hostName as received: unchecked, in any case
   */
  record ServerNameRequested(String hostName) implements HandshakeEvent {}

  /**
   * Both sides agreed on an application protocol (RFC 7301).
   *
   * @param protocol one character for each byte
   */
  record ApplicationProtocolSelected(String protocol) implements HandshakeEvent {}

  /**
   * The server asked the client for a certificate, in the handshake or behind it; whether one was
   * sent is up to us.
   */
  record CertificateRequested() implements HandshakeEvent {}

  /**
   * The client answered a request for its certificate behind the handshake, at the server (RFC 9846
   * §4.7.2).
   *
   * @param client the path of the certificate it proved to own; empty when it declined
   */
  record CertificateAnswered(Optional<PathValidated> client) implements HandshakeEvent {}

  /**
   * The peer proved to have the private key of the path's first certificate. The handshake is not
   * complete yet.
   */
  record PeerIdentified(PathValidated path) implements HandshakeEvent {}

  /**
   * The peers know each other from an earlier connection (RFC 9846 §2.2). The handshake is not
   * complete yet.
   *
   * @param origin where the session comes from
   * @param peer what the peer proved then; empty if it showed no certificate
   */
  record SessionResumed(SessionOrigin origin, Optional<PathValidated> peer)
      implements HandshakeEvent {}

  /**
   * The peers share a key from outside of TLS (RFC 9846 §2.2). The handshake is not complete yet.
   *
   * @param identity of the key
   */
  record ExternalPskSelected(Bytes identity) implements HandshakeEvent {}

  /**
   * Early data may be written (RFC 9846 §4.3.10). It is not forward secret, and can be replayed.
   *
   * @param exporter keying material for early data only: it is not unique either (RFC 9846 §7.5)
   */
  record EarlyDataOffered(Exporter exporter) implements HandshakeEvent {}

  /**
   * The server takes the early data (RFC 9846 §4.3.10).
   *
   * @param exporter as the client has it; at the server only
   */
  record EarlyDataAccepted(Optional<Exporter> exporter) implements HandshakeEvent {}

  /**
   * The server drops the early data: to send it again, or something else, is the application's
   * choice (RFC 9846 §4.3.10).
   */
  record EarlyDataRejected() implements HandshakeEvent {}

  /**
   * Both Finished are sent and checked: the connection is authenticated and complete.
   *
   * @param exporter keying material for the application
   */
  record HandshakeComplete(Exporter exporter) implements HandshakeEvent {}

  /**
   * The server offers a pre-shared key for a later connection (RFC 9846 §4.7.1).
   *
   * @param psk derived for this ticket
   */
  record TicketReceived(NewSessionTicket13 ticket, Secret psk) implements HandshakeEvent {}

  /** The peer changed its write keys, and so did we our read keys (RFC 9846 §4.7.3). */
  record PeerKeysUpdated() implements HandshakeEvent {}

  /** We changed our write keys (RFC 9846 §4.7.3). */
  record OwnKeysUpdated() implements HandshakeEvent {}
}
