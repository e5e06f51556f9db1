/** Tests of the search for the stack's checks. */
@NullMarked
package dev.clasp.tls.conformance.sites;

import org.jspecify.annotations.NullMarked;
