package dev.clasp.tls.conformance.suites.bettertls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.conformance.suites.CaseFilter;
import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Outcome;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.SuiteReport;
import dev.clasp.tls.conformance.suites.SuiteRunner;
import dev.clasp.tls.conformance.suites.chains.ChainJudge;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All of BetterTLS' cases on name constraints, on any machine: their certificates are made here.
 */
class NameConstraintSuiteTest {
  @Test
  void everyChainIsJudgedAsBetterTlsExpects() throws Exception {
    SuiteReport report =
        new SuiteRunner(CaseFilter.ALL, Duration.ofSeconds(60), done -> {})
            .run(
                new NameConstraintSuite(ChainJudge.of(Provider.STANDARD), InstantSource.system()),
                "standard");

    assertEquals(9491, report.results().size());
    assertEquals(List.of(), report.with(Outcome.FAILED));
    assertEquals(9491, report.count(Outcome.PASSED));
    assertEquals(
        820, report.results().stream().map(CaseResult::actual).filter("ACCEPT"::equals).count());
  }
}
