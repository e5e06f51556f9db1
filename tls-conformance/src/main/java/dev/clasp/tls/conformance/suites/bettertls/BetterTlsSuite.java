package dev.clasp.tls.conformance.suites.bettertls;

import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import java.util.List;
import java.util.stream.Stream;

/** Both of BetterTLS' suites, one after the other. */
public final class BetterTlsSuite implements VectorSuite {
  private final List<VectorSuite> parts;

  public BetterTlsSuite(List<VectorSuite> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public String name() {
    return "BetterTLS";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    Stream<VectorCase> cases = Stream.empty();
    for (VectorSuite part : parts) {
      cases = Stream.concat(cases, part.cases());
    }
    return cases;
  }
}
