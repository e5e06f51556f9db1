module dev.clasp.tls.x509 {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.crypto;
}
