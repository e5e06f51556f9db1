/**
 * The vocabulary: every node and modifier by its name, with its arguments and what it does.
 *
 * <p>Names, arguments and defaults are those of {@code vectors/README.md}. {@link
 * dev.clasp.tls.conformance.node.NodeTable} lists them; a new node is one class and one line there.
 */
@NullMarked
package dev.clasp.tls.conformance.node;

import org.jspecify.annotations.NullMarked;
