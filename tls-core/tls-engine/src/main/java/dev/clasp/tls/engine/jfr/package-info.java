/**
 * Connections as events of the JDK's Flight Recorder: {@link
 * dev.clasp.tls.engine.jfr.FlightRecorderListeners} is what to install. A package of its own so
 * that a runtime without {@code jdk.jfr} can have the rest of the engine.
 */
@NullMarked
package dev.clasp.tls.engine.jfr;

import org.jspecify.annotations.NullMarked;
