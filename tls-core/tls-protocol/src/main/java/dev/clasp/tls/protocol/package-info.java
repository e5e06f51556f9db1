/**
 * The words record layer and handshake share: code points, alerts, errors with their clauses, and
 * the keys one hands to the other.
 *
 * <p>A registry whose unknown values must pass through us is a record with named constants ({@link
 * dev.clasp.tls.protocol.CipherSuite}); one where an unknown value ends the connection is an enum
 * ({@link dev.clasp.tls.protocol.ContentType}). Read {@link dev.clasp.tls.protocol.TlsException}
 * first.
 */
@NullMarked
package dev.clasp.tls.protocol;

import org.jspecify.annotations.NullMarked;
