/**
 * The server before the version is known: the fork where a ClientHello decides, and the retry (RFC
 * 9846 §4.2, appendix A.2).
 *
 * <p>Read {@code WaitClientHello} first.
 */
@NullMarked
package dev.clasp.tls.handshake.server;

import org.jspecify.annotations.NullMarked;
