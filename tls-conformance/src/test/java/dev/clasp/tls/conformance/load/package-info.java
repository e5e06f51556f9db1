/** Tests. */
@NullMarked
package dev.clasp.tls.conformance.load;

import org.jspecify.annotations.NullMarked;
