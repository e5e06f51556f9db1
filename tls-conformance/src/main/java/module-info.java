/** Judges TLS servers and clients, clause by clause. */
module dev.clasp.tls.conformance {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.engine;
  requires transitive com.fasterxml.jackson.databind;
  requires com.networknt.schema;
  requires info.picocli;
  requires org.bouncycastle.provider;

  exports dev.clasp.tls.conformance.pki; // certificates for test servers and benchmarks

  opens dev.clasp.tls.conformance.cli to
      info.picocli; // options are fields that picocli sets
}
