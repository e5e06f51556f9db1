/** Tests of properties without a target; {@code run.PropertyRunTest} has those with one. */
@NullMarked
package dev.clasp.tls.conformance.property;

import org.jspecify.annotations.NullMarked;
