/** JMH benchmarks, peers in the same run. */
module dev.clasp.tls.bench {
  requires static org.jspecify;
  requires dev.clasp.tls.engine;
}
