/**
 * What TLS 1.2 knows of a dialogue: names, summaries, checks, the key schedule, and where the eight
 * classic steps take place. Read {@link dev.clasp.tls.conformance.explain.tls12.Teller12} first.
 */
@NullMarked
package dev.clasp.tls.conformance.explain.tls12;

import org.jspecify.annotations.NullMarked;
