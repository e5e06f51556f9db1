module dev.clasp.tls.engine {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.handshake;
  requires dev.clasp.tls.record;
}
