package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.HandshakeKeys;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.util.Optional;

/**
 * What every state of the TLS 1.3 client knows: what was offered and what the ServerHello settled.
 *
 * @param server whom we want to talk to
 * @param hello the ClientHello that the ServerHello answered
 * @param psk the key that the server selected
 * @param applicationProtocol the one that the server selected; empty until EncryptedExtensions
 * @param earlyDataAccepted whether the server takes early data; false until EncryptedExtensions
 */
public record ClientHandshake13(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    Suite13 suite,
    HandshakeKeys keys,
    Optional<PreSharedKey> psk,
    Optional<String> applicationProtocol,
    boolean earlyDataAccepted) {

  ClientHandshake13 with(Optional<String> selectedProtocol, boolean earlyData) {
    return new ClientHandshake13(
        config, server, hello, suite, keys, psk, selectedProtocol, earlyData);
  }

  /** The session that is resumed. */
  Optional<Session13> resumed() {
    return psk.flatMap(PreSharedKey::session);
  }
}
