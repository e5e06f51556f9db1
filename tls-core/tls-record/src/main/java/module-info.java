module dev.clasp.tls.record {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.protocol;
}
