/**
 * Our client and server against the TLS stacks found on this machine. Each test class is one peer;
 * {@link dev.clasp.tls.conformance.interop.Cells} says what is negotiated with all of them.
 */
@NullMarked
package dev.clasp.tls.conformance.interop;

import org.jspecify.annotations.NullMarked;
