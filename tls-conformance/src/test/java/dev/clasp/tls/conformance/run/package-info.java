/** Tests. */
@NullMarked
package dev.clasp.tls.conformance.run;

import org.jspecify.annotations.NullMarked;
