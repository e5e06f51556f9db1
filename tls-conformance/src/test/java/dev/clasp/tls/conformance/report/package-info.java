/** Tests. */
@NullMarked
package dev.clasp.tls.conformance.report;

import org.jspecify.annotations.NullMarked;
