/**
 * Runs test suites that others wrote, and the RFCs' own examples: {@link
 * dev.clasp.tls.conformance.suites.VectorSuite} is a source of cases, {@link
 * dev.clasp.tls.conformance.suites.SuiteRunner} runs them, {@link
 * dev.clasp.tls.conformance.suites.SuiteReport} says what came out. The suites themselves are in
 * {@code primitives} (cryptography), {@code chains} (certificates) and {@code bettertls}. Nothing
 * of their data is here: they are read where the caller says they lie.
 */
@NullMarked
package dev.clasp.tls.conformance.suites;

import org.jspecify.annotations.NullMarked;
