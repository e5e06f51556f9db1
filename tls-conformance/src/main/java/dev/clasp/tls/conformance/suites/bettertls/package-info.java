/**
 * Netflix's BetterTLS: its cases on path building, read from their file, and its cases on name
 * constraints, whose certificates are made here from the suite's definition.
 */
@NullMarked
package dev.clasp.tls.conformance.suites.bettertls;

import org.jspecify.annotations.NullMarked;
