package dev.clasp.tls.bench.operation;

import dev.clasp.tls.engine.ReadResult;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.nio.ByteBuffer;

/** Clasp's client and server in one thread, connected by two buffers. */
final class ClaspLoop implements Loop {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final TlsConnection client;
  private final TlsConnection server;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer plaintext;

  ClaspLoop(ClientConfig clientConfig, ServerConfig serverConfig, Wires wires) throws TlsException {
    toServer = wires.toServer();
    toClient = wires.toClient();
    plaintext = wires.plaintext();
    client =
        TlsConnection.start(
            clientConfig.crypto(),
            Handshake.client(clientConfig, ReferenceIdentity.of(Identities.SERVER_NAME)));
    server = TlsConnection.start(serverConfig.crypto(), Handshake.server(serverConfig));
  }

  @Override
  public void handshake() throws TlsException {
    while (!client.status().established() || !server.status().established()) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
  }

  @Override
  public int transfer(ByteBuffer source, ByteBuffer target) throws TlsException {
    int before = target.position();
    while (source.hasRemaining()) {
      client.write(source, toServer);
    }
    while (toServer.position() > 0 && read(server, toServer, target) == ReadResult.OK) {
      // the next record
    }
    return target.position() - before;
  }

  private void step(TlsConnection connection, ByteBuffer in, ByteBuffer out) throws TlsException {
    for (; ; ) {
      if (connection.pendingWork().isPresent()) {
        connection.runPendingWork();
      } else if (connection.status().wantsWrite()) {
        connection.write(NOTHING, out);
      } else if (read(connection, in, plaintext.clear()) != ReadResult.OK) {
        return;
      }
    }
  }

  private static ReadResult read(TlsConnection connection, ByteBuffer in, ByteBuffer target)
      throws TlsException {
    in.flip();
    ReadResult result = connection.read(in, target);
    in.compact();
    return result;
  }
}
