/**
 * Runs conversations and judges them.
 *
 * <p>{@link dev.clasp.tls.conformance.run.ConversationRun} walks one graph, {@link
 * dev.clasp.tls.conformance.run.Judge} turns what happened into a verdict, {@link
 * dev.clasp.tls.conformance.run.SuiteRun} does it for all of them in parallel. Read them in this
 * order.
 */
@NullMarked
package dev.clasp.tls.conformance.run;

import org.jspecify.annotations.NullMarked;
