/** One TLS connection without I/O: joins the record layer and the handshake. */
module dev.clasp.tls.engine {
  requires static org.jspecify;
  requires static jdk.jfr; // for the package of that name, and whoever uses it
  requires transitive dev.clasp.tls.handshake;
  requires transitive dev.clasp.tls.record;

  exports dev.clasp.tls.engine; // TlsConnection and its options
  exports dev.clasp.tls.engine.jfr; // connections as events of Flight Recorder
  exports dev.clasp.tls.engine.metrics; // counters and timers for any registry
}
