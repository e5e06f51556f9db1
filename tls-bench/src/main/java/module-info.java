/** JMH benchmarks, peers in the same run. */
module dev.clasp.tls.bench {
  requires static org.jspecify;
  requires dev.clasp.tls.conformance;
  requires dev.clasp.tls.engine;
  requires com.fasterxml.jackson.databind;
  requires info.picocli;
  requires jmh.core;

  opens dev.clasp.tls.bench to
      info.picocli;
}
