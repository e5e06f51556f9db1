/**
 * From JSON files to conversations: parsing with line numbers, schema validation, imports, and one
 * clear error for a mistake (file, line, field, found, expected).
 *
 * <p>Read {@link dev.clasp.tls.conformance.load.ConversationLoader} first.
 */
@NullMarked
package dev.clasp.tls.conformance.load;

import org.jspecify.annotations.NullMarked;
