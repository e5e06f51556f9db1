/**
 * Pre-shared keys of TLS 1.3, wherever they come from: as the client offers them, as the server
 * finds them, and the binders that prove them (RFC 9846 §4.3.11, RFC 9258).
 *
 * <p>Read {@link dev.clasp.tls.handshake.psk.PreSharedKey} first.
 */
@NullMarked
package dev.clasp.tls.handshake.psk;

import org.jspecify.annotations.NullMarked;
