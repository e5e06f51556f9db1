package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import java.util.Optional;

/**
 * A session of TLS 1.2 that may be resumed (RFC 5246 §7.3, RFC 5077).
 *
 * @param id empty where the server gave none
 * @param ticket of a NewSessionTicket
 */
public record Session12(Bytes id, Optional<Bytes> ticket, Secret mainSecret) {}
