package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.schedule.HandshakeKeys;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.ReferenceIdentity;

/**
 * What every state of the TLS 1.3 client knows: what was offered and what the ServerHello settled.
 *
 * @param server whom we want to talk to
 * @param hello the ClientHello that the ServerHello answered
 */
public record ClientHandshake13(
    ClientConfig config,
    ReferenceIdentity server,
    ClientHello hello,
    Suite13 suite,
    HandshakeKeys keys) {}
