/**
 * Conversations as values: what a file of {@code vectors/conversations} says, nothing resolved yet.
 *
 * <p>Read {@link dev.clasp.tls.conformance.conversation.ConversationFile} first. How a value or a
 * step is interpreted is written in {@code vectors/README.md}; {@code expand} and {@code node}
 * follow it.
 */
@NullMarked
package dev.clasp.tls.conformance.conversation;

import org.jspecify.annotations.NullMarked;
