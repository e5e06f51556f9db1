/** Tests of BetterTLS' generator. */
@NullMarked
package dev.clasp.tls.conformance.suites.bettertls;

import org.jspecify.annotations.NullMarked;
