/**
 * The presentation language of RFC 9846 §3: numbers, vectors, structs.
 *
 * <p>Reader and writer take the field's name first, so that every failure names its field. Read
 * {@link dev.clasp.tls.protocol.wire.WireReader} first.
 */
@NullMarked
package dev.clasp.tls.protocol.wire;

import org.jspecify.annotations.NullMarked;
