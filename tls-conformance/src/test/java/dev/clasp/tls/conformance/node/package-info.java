/** The vocabulary of conversations, node by node. */
@NullMarked
package dev.clasp.tls.conformance.node;

import org.jspecify.annotations.NullMarked;
