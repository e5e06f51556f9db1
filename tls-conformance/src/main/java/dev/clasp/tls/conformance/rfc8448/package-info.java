/**
 * The replay of RFC 8448: its five example handshakes against messages, key exchange, key schedule,
 * Finished, PSK binder and record layer, byte for byte and without a peer.
 *
 * <p>The values are data, in {@code vectors/rfc8448}. Read {@link
 * dev.clasp.tls.conformance.rfc8448.Rfc8448Replay} first.
 */
@NullMarked
package dev.clasp.tls.conformance.rfc8448;

import org.jspecify.annotations.NullMarked;
