/** Clasp behind {@code javax.net.ssl}. */
module dev.clasp.tls.jsse {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.x509;

  exports dev.clasp.tls.jsse; // ClaspTrustManager
}
