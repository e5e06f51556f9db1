/** Bridges to {@code java.security}: key stores as trust stores. Nothing here judges anything. */
@NullMarked
package dev.clasp.tls.x509.jca;

import org.jspecify.annotations.NullMarked;
