package dev.clasp.tls.conformance.net;

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

  /** The connection ended as it should. */
  default void ended(String peer) {}

  /** The handshake failed, or the connection broke. */
  default void failed(String peer, Exception reason) {}
}
