/**
 * Runs one handshake of ours and notes everything that happens in it, in order: messages, key
 * changes, records, events, the error.
 *
 * <p>Nothing in the stack knows of it: {@link
 * dev.clasp.tls.conformance.explain.observe.ObservedHandshake} wraps the handshake's states, which
 * are values, and {@link dev.clasp.tls.conformance.explain.observe.ClientRun} sees the records go
 * by. What it means is for the package above. Read {@code Happening} first.
 */
@NullMarked
package dev.clasp.tls.conformance.explain.observe;

import org.jspecify.annotations.NullMarked;
