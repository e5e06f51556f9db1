/** Tests. */
@NullMarked
package dev.clasp.tls.conformance.expand;

import org.jspecify.annotations.NullMarked;
