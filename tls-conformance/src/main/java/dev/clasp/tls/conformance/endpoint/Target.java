package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.Transport;
import java.io.IOException;

/** One instance of what is under test: a TLS server, or a client. One thread at a time. */
public interface Target extends AutoCloseable {
  /** In a few words, such as {@code localhost:4433}. */
  String describe();

  /** What conversations know as {@code $host}. */
  String host();

  /** What conversations know as {@code $port}. */
  int port();

  /** A new conversation begins: a client forgets the sessions of those before. */
  default void begin() {}

  /** Opens a connection to a server; makes a client open one to us. */
  Transport connect() throws IOException;

  /** Whether it takes connections, after one that it ended without a word. */
  default boolean answers() {
    try {
      connect().close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

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
