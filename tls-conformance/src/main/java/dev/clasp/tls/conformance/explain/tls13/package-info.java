/**
 * What TLS 1.3 knows of a dialogue: names, summaries, checks, the key schedule, and what became of
 * the eight classic steps. Read {@link dev.clasp.tls.conformance.explain.tls13.Teller13} first.
 */
@NullMarked
package dev.clasp.tls.conformance.explain.tls13;

import org.jspecify.annotations.NullMarked;
