module dev.clasp.tls.handshake {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.protocol; requires transitive dev.clasp.tls.x509;

}
