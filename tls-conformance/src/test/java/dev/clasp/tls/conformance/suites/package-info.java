/** Tests of the suites' adapters: with cases made here, and with the suites where they are. */
@NullMarked
package dev.clasp.tls.conformance.suites;

import org.jspecify.annotations.NullMarked;
