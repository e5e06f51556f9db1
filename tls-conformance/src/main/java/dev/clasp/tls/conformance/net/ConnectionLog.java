package dev.clasp.tls.conformance.net;

import java.util.Optional;

/** Is told how a server's connections went. Thread-safe; calls for one connection come in order. */
public interface ConnectionLog {
  /** Keeps quiet. */
  ConnectionLog NONE = new ConnectionLog() {};

  /**
   * The handshake is complete.
   *
   * @param peer {@code address:port}
   * @param stream to ask what was negotiated
   */
  default void established(String peer, TlsStream stream) {}

  /**
   * The connection ended as it should.
   *
   * @param summary what was negotiated
   */
  default void ended(String peer, ConnectionSummary summary) {}

  /**
   * The handshake failed, or the connection broke.
   *
   * @param summary what was negotiated; empty when the handshake failed
   */
  default void failed(String peer, Optional<ConnectionSummary> summary, Exception reason) {}
}
