/**
 * What a run came to, for people and for machines: text, JSON, JUnit XML, HTML.
 *
 * <p>All of them are views of one {@link dev.clasp.tls.conformance.run.RunReport}; read {@link
 * dev.clasp.tls.conformance.report.Reports} first.
 */
@NullMarked
package dev.clasp.tls.conformance.report;

import org.jspecify.annotations.NullMarked;
