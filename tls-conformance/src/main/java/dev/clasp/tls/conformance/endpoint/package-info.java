/**
 * The TLS endpoints that are examined: how to reach or start them, what they declare, and the
 * certificates of a run.
 *
 * <p>Read {@link dev.clasp.tls.conformance.endpoint.Target} and {@link
 * dev.clasp.tls.conformance.endpoint.TargetProfile} first.
 */
@NullMarked
package dev.clasp.tls.conformance.endpoint;

import org.jspecify.annotations.NullMarked;
