/**
 * Benchmarks of Clasp and of its peers in one JMH run, so that ratios mean something.
 *
 * <p>A benchmark has a parameter {@code peer}; {@link dev.clasp.tls.bench.RatioTable} divides the
 * peers' medians by Clasp's. Read {@link dev.clasp.tls.bench.HandshakeBenchmark} first.
 */
@NullMarked
package dev.clasp.tls.bench;

import org.jspecify.annotations.NullMarked;
