package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A connected socket.
 *
 * @param socket stays the caller's to close
 */
public record SocketLink(Socket socket) implements Link {
  private static final int BUFFER_LENGTH = 1 << 15; // bytes: a few records

  @Override
  public void send(Bytes bytes) throws IOException {
    socket.getOutputStream().write(bytes.toArray());
  }

  @Override
  public Optional<Bytes> receive(Duration patience) throws IOException {
    socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
    byte[] buffer = new byte[BUFFER_LENGTH];
    int length = socket.getInputStream().read(buffer);
    return length < 0 ? Optional.empty() : Optional.of(Bytes.copyOf(buffer, 0, length));
  }
}
