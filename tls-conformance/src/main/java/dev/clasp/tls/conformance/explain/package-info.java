/**
 * {@code clasp explain}: one live handshake told as a story a newcomer can follow and an expert can
 * check.
 *
 * <pre>
 *   observe.ClientRun  -->  observe.Observer  -->  Dialogue  -->  StoryTeller  -->  Story
 *   a live connection       what happened          who said       + Teller of         what the text, the
 *                                                  what           the version         page and JSON show
 * </pre>
 *
 * <p>Read {@link dev.clasp.tls.conformance.explain.Story} first.
 */
@NullMarked
package dev.clasp.tls.conformance.explain;

import org.jspecify.annotations.NullMarked;
