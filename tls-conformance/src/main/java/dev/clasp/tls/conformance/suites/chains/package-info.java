/**
 * Suites of certificate chains. A {@link dev.clasp.tls.conformance.suites.chains.ChainQuestion} is
 * a case in the terms all suites share, a {@link
 * dev.clasp.tls.conformance.suites.chains.ChainJudge} one of the validators that answer it: ours,
 * the JDK's, Bouncy Castle's.
 */
@NullMarked
package dev.clasp.tls.conformance.suites.chains;

import org.jspecify.annotations.NullMarked;
