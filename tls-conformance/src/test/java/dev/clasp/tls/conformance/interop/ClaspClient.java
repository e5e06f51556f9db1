package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Our client, connected to a server on loopback that is called localhost. */
final class ClaspClient implements AutoCloseable {
  private final Socket socket;
  private final TlsStream stream;

  private ClaspClient(Socket socket, TlsStream stream) {
    this.socket = socket;
    this.stream = stream;
  }

  /** Connects and shakes hands. */
  static ClaspClient connect(int port, ClientConfig config) throws IOException, TlsException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    TlsConnection connection =
        TlsConnection.start(
            config.crypto(), Handshake.client(config, ReferenceIdentity.of("localhost")));
    ClaspClient client = new ClaspClient(socket, new TlsStream(socket, connection));
    try {
      client.stream.handshake(Duration.ofSeconds(10));
      socket.setSoTimeout(10_000); // a peer that hangs fails the test
      return client;
    } catch (IOException | TlsException e) {
      client.close();
      throw e;
    }
  }

  TlsStream stream() {
    return stream;
  }

  void say(String text) throws IOException, TlsException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    stream.write(bytes, 0, bytes.length);
  }

  /** Reads until this has come, and gives all that came. */
  String readUntil(String end) throws IOException, TlsException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    while (!read.toString(StandardCharsets.ISO_8859_1).contains(end)) {
      int length = stream.read(buffer);
      if (length < 0) {
        throw new AssertionError("'%s' never came, only '%s'".formatted(end, read));
      }
      read.write(buffer, 0, length);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads until the peer's close_notify. */
  String readAll() throws IOException, TlsException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
      read.write(buffer, 0, length);
    }
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    try (socket) {
      stream.close();
    }
  }
}
