/**
 * A TLS connection as a driver sees it: bytes in, bytes out, no I/O.
 *
 * <p>{@link dev.clasp.tls.engine.TlsConnection} feeds records to a handshake state and carries out
 * what it answers; it knows neither role nor version. The only place that sends alerts.
 */
@NullMarked
package dev.clasp.tls.engine;

import org.jspecify.annotations.NullMarked;
