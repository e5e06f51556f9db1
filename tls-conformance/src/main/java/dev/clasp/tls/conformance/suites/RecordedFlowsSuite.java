package dev.clasp.tls.conformance.suites;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.recorded.FlowReplay;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The connections that Go's crypto/tls recorded for its tests, in TLS 1.2 and 1.3: two cases each,
 * for the messages and for what was sent under keys.
 */
public final class RecordedFlowsSuite implements VectorSuite {
  private static final String FOLLOWED = "followed to the end";

  private final Path directory;
  private final Provider provider;

  /**
   * @param directory holds the files {@code Client-TLSv12-…} and so on, or lies above them
   */
  public RecordedFlowsSuite(Path directory, Provider provider) {
    this.directory = directory;
    this.provider = provider;
  }

  @Override
  public String name() {
    return "recorded flows";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    List<Path> files =
        SuiteFiles.below(directory, "").stream()
            .filter(file -> file.getFileName().toString().matches("(Client|Server)-TLSv1[23]-.*"))
            .toList();
    if (files.isEmpty()) {
      throw new UnusableSuite(directory, "no files Client-TLSv12-… and so on");
    }
    return files.stream().flatMap(this::casesOf);
  }

  private Stream<VectorCase> casesOf(Path file) {
    String name = file.getFileName().toString();
    return Stream.of(
        new VectorCase(name + ": messages", () -> messages(name, SuiteFiles.text(file))),
        new VectorCase(name + ": records", () -> records(name, SuiteFiles.text(file))));
  }

  private CaseResult messages(String name, String text) {
    return result(name + ": messages", FlowReplay.of(provider.crypto(), name, text));
  }

  private CaseResult records(String name, String text) {
    FlowReplay replay = FlowReplay.of(provider.crypto(), name, text);
    String id = name + ": records";
    if (!replay.keysKnown()) {
      return CaseResult.skipped(id, "the recording does not tell the keys");
    }
    return replay.opened() == 0
        ? CaseResult.skipped(id, "the connection ended before there were keys")
        : result(id, replay);
  }

  private static CaseResult result(String id, FlowReplay replay) {
    List<Check> failed = replay.checks().stream().filter(check -> !check.passed()).toList();
    String detail =
        failed.isEmpty()
            ? "%d checks, %d records opened".formatted(replay.checks().size(), replay.opened())
            : failed.stream()
                .map(check -> check.what() + ": " + check.detail())
                .collect(Collectors.joining("; "));
    return CaseResult.of(id, FOLLOWED, failed.isEmpty() ? FOLLOWED : "not", detail);
  }
}
