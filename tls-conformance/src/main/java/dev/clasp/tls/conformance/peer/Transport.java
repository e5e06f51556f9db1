package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;

/** A byte stream to the target. Not thread-safe, but {@link #abort} may come from any thread. */
public interface Transport {
  /** Sends all bytes now. */
  void write(Bytes bytes) throws IOException;

  /**
   * Waits for bytes.
   *
   * @param patience how long, in milliseconds, at least 1
   * @return at least one byte
   * @throws InterruptedIOException when none came in time
   * @throws EOFException when the peer has closed its side
   * @throws IOException when the connection is broken, by a reset among others
   */
  Bytes read(long patience) throws IOException;

  void close();

  /** Closes with a reset. */
  void reset();

  /** Ends everything under way; what waits gets an exception. */
  void abort();
}
