package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.conformance.suites.CaseResult;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.conformance.suites.UnusableSuite;
import dev.clasp.tls.conformance.suites.VectorCase;
import dev.clasp.tls.conformance.suites.VectorSuite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The test data of BoringSSL's libpki, as far as it says itself what it expects: chains in {@code
 * *.test} files, all others by the names of files and by what stands in them.
 *
 * <p>What is about parts of a validator can only be asked of ours: for the other providers it is
 * skipped.
 */
public final class BoringSslSuite implements VectorSuite {
  private final Path directory;
  private final ChainJudge judge;
  private final Provider provider;

  /**
   * @param directory that of one of BoringSSL's tests, or above several
   */
  public BoringSslSuite(Path directory, ChainJudge judge, Provider provider) {
    this.directory = directory;
    this.judge = judge;
    this.provider = provider;
  }

  @Override
  public String name() {
    return "BoringSSL libpki";
  }

  @Override
  public Stream<VectorCase> cases() throws UnusableSuite {
    List<VectorCase> cases = new ArrayList<>();
    new BoringSslChains(directory, judge).cases().forEach(cases::add);
    new BoringSslStatus(directory).cases().map(this::oursOnly).forEach(cases::add);
    new BoringSslForms(directory).cases().map(this::oursOnly).forEach(cases::add);
    if (cases.isEmpty()) {
      throw new UnusableSuite(directory, "no test of libpki in it");
    }
    return cases.stream();
  }

  private VectorCase oursOnly(VectorCase each) {
    return provider == Provider.STANDARD
        ? each
        : new VectorCase(
            each.id(),
            () ->
                CaseResult.skipped(
                    each.id(), "about a part of the validator, which PKIX gives no access to"));
  }
}
