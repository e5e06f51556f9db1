/** One TLS connection without I/O: joins the record layer and the handshake. */
module dev.clasp.tls.engine {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.handshake;
  requires transitive dev.clasp.tls.record;

  exports dev.clasp.tls.engine; // TlsConnection and its options
}
