/** What {@code clasp explain} tells, held against the bytes. */
@NullMarked
package dev.clasp.tls.conformance.explain;

import org.jspecify.annotations.NullMarked;
