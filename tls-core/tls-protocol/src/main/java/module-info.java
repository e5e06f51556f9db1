/** The vocabulary both layers share: code points, alerts, wire grammar, errors. */
module dev.clasp.tls.protocol {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.crypto;
}
