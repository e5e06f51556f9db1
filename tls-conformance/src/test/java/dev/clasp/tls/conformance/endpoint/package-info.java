/** Tests. */
@NullMarked
package dev.clasp.tls.conformance.endpoint;

import org.jspecify.annotations.NullMarked;
