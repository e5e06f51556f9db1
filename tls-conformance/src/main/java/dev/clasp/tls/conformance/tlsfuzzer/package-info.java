/**
 * A stand-in for tlsfuzzer: its run configuration and its scripts' command line select our suites,
 * and the output is in its form.
 *
 * <p>Read {@link dev.clasp.tls.conformance.tlsfuzzer.RunConfiguration} first. Only names are shared
 * with tlsfuzzer: what runs are our own conversations, and a script without any is counted as not
 * ported.
 */
@NullMarked
package dev.clasp.tls.conformance.tlsfuzzer;

import org.jspecify.annotations.NullMarked;
