/**
 * {@code clasp interop}: other TLS stacks on this machine, each described once, and what works with
 * them in both directions. The interoperability tests use the same descriptions.
 *
 * <p>Read {@link dev.clasp.tls.conformance.interop.TrialRun} first, then one {@link
 * dev.clasp.tls.conformance.interop.Peer}.
 */
@NullMarked
package dev.clasp.tls.conformance.interop;

import org.jspecify.annotations.NullMarked;
