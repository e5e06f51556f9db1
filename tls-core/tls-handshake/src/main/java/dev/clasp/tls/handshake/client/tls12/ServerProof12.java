package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/**
 * What the server has shown of itself before its Finished.
 *
 * @param path of its certificate, in this handshake or the one that is resumed; empty without one
 * @param authenticated by a signature over {@code params}; empty where only the server's Finished
 *     proves that it can decrypt, or has the pre-shared key
 * @param params of an ephemeral key exchange
 */
record ServerProof12(
    Optional<PathValidated> path,
    Optional<PeerAuthenticated> authenticated,
    Optional<ServerParams> params) {
  /** No ServerKeyExchange came, or none with params. */
  static ServerProof12 of(Optional<PathValidated> path) {
    return new ServerProof12(path, Optional.empty(), Optional.empty());
  }
}
