/** Messages, extensions, key schedule and states of the TLS handshake, without I/O. */
module dev.clasp.tls.handshake {
  requires static org.jspecify;
  requires transitive dev.clasp.tls.protocol;
  requires transitive dev.clasp.tls.x509;

  exports dev.clasp.tls.handshake; // states as the engine sees them
  exports dev.clasp.tls.handshake.authentication; // signatures and chains
  exports dev.clasp.tls.handshake.codec; // frames to messages
  exports dev.clasp.tls.handshake.config; // what client and server are told
  exports dev.clasp.tls.handshake.extension; // the extensions, and where they may stand
  exports dev.clasp.tls.handshake.message; // the messages, for every version
  exports dev.clasp.tls.handshake.schedule; // the secrets, stage by stage
  exports dev.clasp.tls.handshake.session; // sessions, stores and tickets
  exports dev.clasp.tls.handshake.start; // where a handshake starts
  exports dev.clasp.tls.handshake.transcript; // what is hashed, signed and sent
}
