package dev.clasp.tls.conformance.interop;

/** A peer's server that accepts connections. */
public interface PeerServer extends AutoCloseable {
  int port();

  /** Our client has sent a request; for servers that have to be told what to answer. */
  default void answer() {}

  /** What it printed so far, for reports. */
  String output();

  @Override
  void close();
}
