package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.Certificate;

/**
 * A certificate trusted for reasons of one's own (RFC 5280 §6.1.1 (d)). It need not be self-signed.
 *
 * @param certificate gives the name and the key, and under profiles that look, what it constrains
 */
public record TrustAnchor(Certificate certificate) {}
