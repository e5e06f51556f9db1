/**
 * The handshake messages of TLS 1.3 and 1.2, one record each, with their struct, decoder and
 * encoder in one file (RFC 9846 §4, RFC 5246 §7.4).
 *
 * <p>Decoding is strict, construction is permissive: a constructor accepts whatever the wire can
 * carry. No state and no configuration is known here. Read {@code ClientHello} first.
 */
@NullMarked
package dev.clasp.tls.handshake.message;

import org.jspecify.annotations.NullMarked;
