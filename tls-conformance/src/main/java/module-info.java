/** Judges TLS servers and clients, clause by clause. */
module dev.clasp.tls.conformance {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.engine;
  requires transitive dev.clasp.tls.handshake;
  requires transitive dev.clasp.tls.record;
  requires transitive com.fasterxml.jackson.databind;
  requires com.networknt.schema;
  requires freemarker;
  requires info.picocli;
  requires java.xml;
  requires org.bouncycastle.provider;
  requires me.tongfei.progressbar;
  requires org.objectweb.asm.tree;
  requires org.objectweb.asm.tree.analysis;
  requires net.jqwik.api;

  exports dev.clasp.tls.conformance.net; // blocking connections and servers, for tests
  exports dev.clasp.tls.conformance.pki; // certificates for test servers and benchmarks

  opens dev.clasp.tls.conformance.cli to
      info.picocli; // options are fields that picocli sets
}
