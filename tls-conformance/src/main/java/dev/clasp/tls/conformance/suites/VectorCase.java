package dev.clasp.tls.conformance.suites;

import java.util.concurrent.Callable;

/**
 * A case that has not run yet.
 *
 * @param id as the suite names it; unique in the suite
 * @param trial runs it; what it throws makes the case inconclusive
 */
public record VectorCase(String id, Callable<CaseResult> trial) {}
