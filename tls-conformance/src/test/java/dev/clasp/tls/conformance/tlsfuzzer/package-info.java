/** Tests of the stand-in for tlsfuzzer. */
@NullMarked
package dev.clasp.tls.conformance.tlsfuzzer;

import org.jspecify.annotations.NullMarked;
