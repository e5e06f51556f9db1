package dev.clasp.tls.engine;

import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SuiteParameters;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.Optional;

/**
 * What both sides agreed on, as far as the handshake has come.
 *
 * @param group of the key exchange; empty without one
 * @param applicationProtocol chosen by ALPN (RFC 7301); empty if none was
 * @param serverName the host name the client asked for, at the server only and as received (RFC
 *     6066 §3)
 * @param peer the certificates the peer proved to own, judged by the configured verifier; empty for
 *     an anonymous client
 */
public record SessionInfo(
    ProtocolVersion version,
    SuiteParameters suite,
    Optional<NamedGroup> group,
    Optional<String> applicationProtocol,
    Optional<String> serverName,
    Optional<PathValidated> peer) {}
