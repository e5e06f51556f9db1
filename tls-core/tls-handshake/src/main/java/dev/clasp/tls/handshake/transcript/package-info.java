/**
 * The messages of a handshake as its keys and signatures see them (RFC 9846 §4.1).
 *
 * <p>Received messages enter as the bytes they came in, sent ones as the bytes that were sent;
 * nothing is ever encoded twice. Read {@link dev.clasp.tls.handshake.transcript.Transcript} first.
 */
@NullMarked
package dev.clasp.tls.handshake.transcript;

import org.jspecify.annotations.NullMarked;
