/**
 * Bridges to {@code java.security}: certificates and CRLs to and from the platform's, key stores as
 * trust stores, and our validator behind {@code CertPathValidator} and {@code CertPathBuilder}
 * ({@link dev.clasp.tls.x509.jca.PkixProvider}, to read first). Nothing here judges anything.
 */
@NullMarked
package dev.clasp.tls.x509.jca;

import org.jspecify.annotations.NullMarked;
