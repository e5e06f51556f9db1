/**
 * Counts and times connections for a registry of metrics: {@link
 * dev.clasp.tls.engine.metrics.ConnectionMetrics} does it, {@link
 * dev.clasp.tls.engine.metrics.Meters} is what a registry has to offer. No registry is a dependency
 * here.
 */
@NullMarked
package dev.clasp.tls.engine.metrics;

import org.jspecify.annotations.NullMarked;
