/**
 * The only package that knows {@code javax.net.ssl}: {@link dev.clasp.tls.jsse.ClaspTrustManager}
 * lets an {@code SSLContext} of any provider ask our certificate validator. What is believed is
 * decided in {@code tls-x509}.
 */
@NullMarked
package dev.clasp.tls.jsse;

import org.jspecify.annotations.NullMarked;
