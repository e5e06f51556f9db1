/**
 * From a conversation to what runs: parameters and matrix cells, names replaced by values, steps
 * turned into a graph, and back.
 *
 * <p>Read {@link dev.clasp.tls.conformance.expand.Expansion} first.
 */
@NullMarked
package dev.clasp.tls.conformance.expand;

import org.jspecify.annotations.NullMarked;
