package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A way for bytes to the peer and back. */
public interface Link {
  void send(Bytes bytes) throws IOException;

  /**
   * Waits for bytes, any number of them.
   *
   * @return empty when the peer has closed
   * @throws java.net.SocketTimeoutException when nothing comes for so long
   */
  Optional<Bytes> receive(Duration patience) throws IOException;
}
