/**
 * The extensions of TLS 1.3 and 1.2, one record for each shape, and the table that says which may
 * stand in which message (RFC 9846 §4.3).
 *
 * <p>Decoders check grammar; what an extension means, and what it must not say, is for the states.
 * Read {@link dev.clasp.tls.handshake.extension.Extensions} first, then {@code ExtensionTable}
 * beside the RFC.
 */
@NullMarked
package dev.clasp.tls.handshake.extension;

import org.jspecify.annotations.NullMarked;
