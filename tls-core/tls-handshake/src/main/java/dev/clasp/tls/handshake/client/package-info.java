/**
 * The client before the version is known: its ClientHello, and the fork where a ServerHello decides
 * (RFC 9846 §4.2, appendix A.1).
 *
 * <p>Read {@link dev.clasp.tls.handshake.client.ClientStart}, then {@code WaitServerHello}.
 */
@NullMarked
package dev.clasp.tls.handshake.client;

import org.jspecify.annotations.NullMarked;
