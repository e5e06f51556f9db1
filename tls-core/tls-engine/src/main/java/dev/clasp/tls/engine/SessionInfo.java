package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.session.SessionOrigin;
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
 *     an anonymous client. In a resumed session it proved that in the full handshake
 * @param resumed where the session comes from, if it was resumed (RFC 9846 §2.2)
 * @param externalPsk the identity of the key from outside that authenticated both sides, if one did
 */
public record SessionInfo(
    ProtocolVersion version,
    SuiteParameters suite,
    Optional<NamedGroup> group,
    Optional<String> applicationProtocol,
    Optional<String> serverName,
    Optional<PathValidated> peer,
    Optional<SessionOrigin> resumed,
    Optional<Bytes> externalPsk) {}
