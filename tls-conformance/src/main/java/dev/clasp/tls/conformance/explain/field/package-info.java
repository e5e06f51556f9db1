/**
 * Handshake messages byte by byte: every byte belongs to a field with a path, a value in words and
 * a clause.
 *
 * <p>Where fields lie is asked of the encoders ({@code FieldMap}), what they mean stands in {@code
 * guide.json}. Read {@link dev.clasp.tls.conformance.explain.field.MessageFields} first.
 */
@NullMarked
package dev.clasp.tls.conformance.explain.field;

import org.jspecify.annotations.NullMarked;
