/**
 * The record protocol (RFC 9846 §5): framing, fragmentation, protection, padding, limits.
 *
 * <p>One {@link dev.clasp.tls.record.ReadHalf} and one {@link dev.clasp.tls.record.WriteHalf} make
 * a connection's record layer. They work on the caller's buffers, hold keys and sequence numbers,
 * and know nothing of what the records carry: alerts and handshake messages are the engine's
 * business. Read {@link dev.clasp.tls.record.Tls13Records} first.
 */
@NullMarked
package dev.clasp.tls.record;

import org.jspecify.annotations.NullMarked;
