/** The vocabulary both layers share: code points, alerts, wire grammar, errors. */
module dev.clasp.tls.protocol {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.crypto;

  exports dev.clasp.tls.protocol; // everything; read ProtocolVersion and TlsException first
  exports dev.clasp.tls.protocol.wire; // the presentation language of RFC 9846 §3
}
