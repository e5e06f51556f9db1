package dev.clasp.tls.conformance.conversation;

import java.util.OptionalInt;

/**
 * A node in canonical notation: what comes next, and what may come instead.
 *
 * @param id unique in its graph
 * @param child the node behind this one; empty at an end
 * @param nextSibling the alternative to this one; empty at the last alternative
 */
public record GraphNode(int id, NodeCall call, OptionalInt child, OptionalInt nextSibling) {}
