/** The shipped conversations and expectations, held to their own rules. */
@NullMarked
package dev.clasp.tls.conformance.shipped;

import org.jspecify.annotations.NullMarked;
