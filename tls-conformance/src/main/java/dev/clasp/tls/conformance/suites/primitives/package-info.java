/**
 * Suites of cryptographic primitives, run through the interfaces of {@code tls-crypto}. Only
 * published test keys are ever used here.
 */
@NullMarked
package dev.clasp.tls.conformance.suites.primitives;

import org.jspecify.annotations.NullMarked;
