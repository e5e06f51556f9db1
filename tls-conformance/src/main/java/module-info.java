/** Judges TLS servers and clients, clause by clause. */
module dev.clasp.tls.conformance {
  requires static org.jspecify;
  requires dev.clasp.tls.engine;
}
