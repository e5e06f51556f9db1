/**
 * Proof that the conversations bite: the stack with one check off, and a conversation that fails.
 *
 * <p>{@code MutationRun} is where to start reading.
 */
@NullMarked
package dev.clasp.tls.conformance.mutation;

import org.jspecify.annotations.NullMarked;
