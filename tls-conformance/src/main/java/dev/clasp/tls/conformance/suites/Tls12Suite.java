package dev.clasp.tls.conformance.suites;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.recorded.Tls12Replay;
import java.util.stream.Stream;

/** The handshakes and keys of TLS 1.2 that are part of the project. */
public final class Tls12Suite implements VectorSuite {
  private static final String AGREES = "the recorded value";

  private final Provider provider;

  public Tls12Suite(Provider provider) {
    this.provider = provider;
  }

  @Override
  public String name() {
    return "TLS 1.2";
  }

  @Override
  public Stream<VectorCase> cases() {
    Tls12Replay replay = new Tls12Replay(provider.crypto());
    return Stream.concat(
        replay.run().stream().map(Tls12Suite::done),
        replay.skipped().stream().map(Tls12Suite::skipped));
  }

  private static VectorCase skipped(String name) {
    return new VectorCase(
        name, () -> CaseResult.skipped(name, "the provider lacks the cipher of its records"));
  }

  /** The replay goes through whole connections, so its checks are already made. */
  private static VectorCase done(Check check) {
    String id = check.trace() + ": " + check.what();
    CaseResult result =
        CaseResult.of(id, AGREES, check.passed() ? AGREES : "another", check.detail());
    return new VectorCase(id, () -> result);
  }
}
