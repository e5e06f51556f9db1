/**
 * Computed values beside published ones, one {@link dev.clasp.tls.conformance.comparison.Check}
 * each.
 */
@NullMarked
package dev.clasp.tls.conformance.comparison;

import org.jspecify.annotations.NullMarked;
