/** Judges TLS servers and clients, clause by clause. */
module dev.clasp.tls.conformance {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.engine;
  requires transitive com.fasterxml.jackson.databind;
  requires com.networknt.schema;
  requires freemarker;
  requires info.picocli;
  requires progressbar;

  opens dev.clasp.tls.conformance.cli to
      info.picocli; // sets fields of commands
}
