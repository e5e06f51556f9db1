/**
 * Path validation (RFC 5280 §6) and service identity (RFC 9525). Start with {@link
 * dev.clasp.tls.x509.path.CertificateValidator}; {@link dev.clasp.tls.x509.path.Rule} lists every
 * check with its clause. Knows no TLS: what alert a {@link dev.clasp.tls.x509.path.PathFailure}
 * becomes is told in the handshake.
 */
@NullMarked
package dev.clasp.tls.x509.path;

import org.jspecify.annotations.NullMarked;
