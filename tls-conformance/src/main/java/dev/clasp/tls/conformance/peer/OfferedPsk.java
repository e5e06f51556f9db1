package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Suite13;

/**
 * A pre-shared key that a ClientHello names (RFC 9846 §4.3.11).
 *
 * @param suite whose hash the key goes with
 * @param external whether it was agreed outside TLS, which gives its binder another label (§7.1)
 */
public record OfferedPsk(Bytes identity, Suite13 suite, Secret secret, boolean external) {}
