/** Record framing and protection. Knows no handshake message. */
module dev.clasp.tls.record {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.protocol;

  exports dev.clasp.tls.record; // both halves of a connection's record layer, and their parts
}
