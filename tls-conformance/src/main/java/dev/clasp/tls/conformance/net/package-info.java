/**
 * Sockets around {@link dev.clasp.tls.engine.TlsConnection}, which has none: {@link
 * dev.clasp.tls.conformance.net.TlsStream} is a blocking connection, {@link
 * dev.clasp.tls.conformance.net.TlsServer} accepts them. Made for test servers and the command
 * line; an application with its own I/O drives {@code TlsConnection} itself.
 */
@NullMarked
package dev.clasp.tls.conformance.net;

import org.jspecify.annotations.NullMarked;
