/** Certificates made here are judged by the platform's own path validation. */
@NullMarked
package dev.clasp.tls.conformance.pki;

import org.jspecify.annotations.NullMarked;
