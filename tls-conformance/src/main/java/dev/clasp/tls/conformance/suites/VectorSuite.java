package dev.clasp.tls.conformance.suites;

import java.util.stream.Stream;

/** A source of cases. */
public interface VectorSuite {
  /** For reports, such as {@code x509-limbo}. */
  String name();

  /**
   * All cases, in the suite's order; read as the stream is, since some suites are large.
   *
   * @throws UnusableSuite when its files are absent or not what they should be
   */
  Stream<VectorCase> cases() throws UnusableSuite;
}
