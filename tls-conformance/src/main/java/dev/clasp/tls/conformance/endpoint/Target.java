package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.Transport;
import java.io.IOException;

/** One instance of a TLS server to talk to. One thread at a time. */
public interface Target extends AutoCloseable {
  /** In a few words, such as {@code localhost:4433}. */
  String describe();

  /** What conversations know as {@code $host}. */
  String host();

  /** What conversations know as {@code $port}. */
  int port();

  /** Opens a connection. */
  Transport connect() throws IOException;

  /** Whether it is known to have died, as far as that can be seen without connecting. */
  boolean hasDied();

  /**
   * Starts it again after it died.
   *
   * @return false where that is not ours to do
   */
  boolean restart() throws IOException;

  @Override
  void close() throws IOException;
}
