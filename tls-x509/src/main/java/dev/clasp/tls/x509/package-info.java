/**
 * Certificates as values (RFC 5280 §4): {@link dev.clasp.tls.x509.Certificate}, its names and its
 * extensions, parsed strictly and judged nowhere here. Whether a certificate can be believed is
 * told by {@code dev.clasp.tls.x509.path}.
 */
@NullMarked
package dev.clasp.tls.x509;

import org.jspecify.annotations.NullMarked;
