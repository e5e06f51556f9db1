package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A TCP connection. Small writes go out at once (TCP_NODELAY). */
public final class SocketTransport implements Transport {
  private static final int BUFFER = 1 << 15;

  private final Socket socket;
  private final byte[] buffer = new byte[BUFFER];

  private SocketTransport(Socket socket) {
    this.socket = socket;
  }

  /**
   * Connects.
   *
   * @param patience in milliseconds
   */
  public static SocketTransport connect(InetSocketAddress address, int patience)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      // Resolved anew: a name may have been unknown when the address was written down.
      InetSocketAddress resolved =
          address.isUnresolved()
              ? new InetSocketAddress(address.getHostString(), address.getPort())
              : address;
      socket.connect(resolved, patience);
      return new SocketTransport(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Takes over a connection that was accepted. */
  public static SocketTransport over(Socket accepted) throws IOException {
    accepted.setTcpNoDelay(true);
    return new SocketTransport(accepted);
  }

  @Override
  public void write(Bytes bytes) throws IOException {
    socket.getOutputStream().write(bytes.toArray());
  }

  @Override
  public Bytes read(long patience) throws IOException {
    socket.setSoTimeout((int) Math.max(1, Math.min(patience, Integer.MAX_VALUE)));
    int length = socket.getInputStream().read(buffer);
    if (length < 0) {
      throw new EOFException("closed by the peer");
    }
    return Bytes.copyOf(buffer, 0, length);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("closing a socket", e);
    }
  }

  @Override
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // Closed already: there is nothing left to reset.
    }
    close();
  }

  @Override
  public void abort() {
    close();
  }
}
