package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.suites.CaseFilter;
import dev.clasp.tls.conformance.suites.Provider;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of every suite. */
final class VectorsOptions {
  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description =
          "Whose implementation to run: ${COMPLETION-CANDIDATES}. standard, the default, is Clasp."
              + " For certificates, jca is the PKIX validator of the JDK, bc that of Bouncy"
              + " Castle.")
  private Provider provider = Provider.STANDARD;

  @Option(
      names = "--limit",
      paramLabel = "PATTERN",
      description =
          "Run only the cases whose id contains this, or, with * in it, is matched by all of it.")
  private Optional<String> limit = Optional.empty();

  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description = "Give up on a case after this long; by default ${DEFAULT-VALUE}.",
      defaultValue = "10")
  private int deadline = 10;

  Provider provider() {
    return provider;
  }

  CaseFilter filter() {
    return limit.map(CaseFilter::new).orElse(CaseFilter.ALL);
  }

  JsonOption json() {
    return json;
  }

  Duration deadline() {
    return Duration.ofSeconds(deadline);
  }
}
