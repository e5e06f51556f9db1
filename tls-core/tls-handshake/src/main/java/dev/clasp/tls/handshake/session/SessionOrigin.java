package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.x509.Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a session comes from: what the full handshake settled, and every resumption inherits.
 *
 * @param id names the session for the application; the same after every resumption
 * @param authenticated when the full handshake was: resumption proves nothing new about the peer
 * @param serverName the host name the client asked for, lower case, if it did
 * @param applicationProtocol chosen by ALPN, if one was
 * @param peerChain what the peer proved to own, as the verifier believed it: end entity first;
 *     empty for an anonymous peer and one with an external PSK
 */
public record SessionOrigin(
    Bytes id,
    Instant authenticated,
    Optional<String> serverName,
    Optional<String> applicationProtocol,
    List<Certificate> peerChain) {
  /** Of {@link #id}, in bytes: enough to be unique, and unrelated to what is on the wire. */
  public static final int ID_LENGTH = 16;

  public SessionOrigin {
    peerChain = List.copyOf(peerChain);
  }

  /** A new session, with an id of its own. */
  public static SessionOrigin of(
      RandomSource random,
      Instant authenticated,
      Optional<String> serverName,
      Optional<String> applicationProtocol,
      List<Certificate> peerChain) {
    return new SessionOrigin(
        random.bytes(ID_LENGTH), authenticated, serverName, applicationProtocol, peerChain);
  }

  /** The same with what this connection chose: ALPN is negotiated anew each time. */
  public SessionOrigin withApplicationProtocol(Optional<String> protocol) {
    return new SessionOrigin(id, authenticated, serverName, protocol, peerChain);
  }

  /** What it takes in memory, roughly, in bytes. */
  int weight() {
    int chain = peerChain.stream().mapToInt(certificate -> certificate.der().size()).sum();
    return 128 + chain;
  }
}
