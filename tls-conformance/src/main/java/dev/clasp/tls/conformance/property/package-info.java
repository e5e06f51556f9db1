/**
 * Properties: what must hold of whole families of conversations, tried with conversations that
 * jqwik draws and shrinks.
 *
 * <p>Read {@link dev.clasp.tls.conformance.property.Property} first. {@code Properties} is the
 * list; each draws {@link dev.clasp.tls.conformance.property.Draft}s, written in the steps and
 * definitions of {@code vectors/README.md}. What judges a draft is what judges every conversation.
 */
@NullMarked
package dev.clasp.tls.conformance.property;

import org.jspecify.annotations.NullMarked;
