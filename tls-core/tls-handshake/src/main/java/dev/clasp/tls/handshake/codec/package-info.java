/**
 * From record fragments to handshake messages: deframing, limits, and the choice of decoder by type
 * and version (RFC 9846 §4, §5.1).
 */
@NullMarked
package dev.clasp.tls.handshake.codec;

import org.jspecify.annotations.NullMarked;
