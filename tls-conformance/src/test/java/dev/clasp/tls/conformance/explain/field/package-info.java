/** Fields of recorded messages. */
@NullMarked
package dev.clasp.tls.conformance.explain.field;

import org.jspecify.annotations.NullMarked;
