/**
 * Connections that others made, watched from outside: every record opened with keys that we know or
 * derive, every message decoded and encoded again, every Finished computed.
 *
 * <p>{@link dev.clasp.tls.conformance.recorded.HandshakeReplay} does that with the handshakes in
 * {@code vectors/tls12}, {@link dev.clasp.tls.conformance.recorded.FlowReplay} with the recordings
 * of Go's tests, which are not ours to ship. Read {@link
 * dev.clasp.tls.conformance.recorded.Observer12} first.
 */
@NullMarked
package dev.clasp.tls.conformance.recorded;

import org.jspecify.annotations.NullMarked;
