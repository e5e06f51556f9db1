/**
 * What is made of the medians: ratios, goals, a table, JSON and a chart. Knows nothing of JMH. Read
 * {@code RatioTable} first.
 */
@NullMarked
package dev.clasp.tls.bench.report;

import org.jspecify.annotations.NullMarked;
