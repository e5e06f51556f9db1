package dev.clasp.tls.bench.operation;

import dev.clasp.tls.engine.ConnectionOptions;
import dev.clasp.tls.engine.ReadResult;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.nio.ByteBuffer;

/** Clasp's client and server in one thread, connected by two buffers. */
final class ClaspLoop implements Loop {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final ReferenceIdentity SERVER = ReferenceIdentity.of(Identities.SERVER_NAME);
  private static final byte[] EARLY_DATA = new byte[100]; // a small request

  private final TlsConnection client;
  private final TlsConnection server;
  private final boolean saysSomethingAtOnce;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer plaintext;

  ClaspLoop(ClaspConfigs configs, Scenario scenario, Wires wires) throws TlsException {
    this(configs, scenario, wires, ConnectionOptions.standard());
  }

  /**
   * @param serverOptions for the server's side
   */
  ClaspLoop(ClaspConfigs configs, Scenario scenario, Wires wires, ConnectionOptions serverOptions)
      throws TlsException {
    toServer = wires.toServer();
    toClient = wires.toClient();
    plaintext = wires.plaintext();
    saysSomethingAtOnce = scenario.kind() == Scenario.Kind.EARLY_DATA;
    client =
        TlsConnection.start(configs.client().crypto(), Handshake.client(configs.client(), SERVER));
    server =
        TlsConnection.start(
            configs.server().crypto(), Handshake.server(configs.server()), serverOptions);
  }

  /** Says goodbye in both directions. */
  void close() throws TlsException {
    client.close();
    step(client, toClient, toServer);
    step(server, toServer, toClient);
    server.close();
    step(server, toServer, toClient);
    step(client, toClient, toServer);
  }

  @Override
  public void handshake() throws TlsException {
    if (saysSomethingAtOnce) {
      ByteBuffer early = ByteBuffer.wrap(EARLY_DATA);
      client.write(NOTHING, toServer); // the ClientHello
      client.writeEarlyData(early, toServer); // as far as the ticket allows: nothing without one
      client.writeEarlyData(early, toServer);
    }
    while (!client.status().established() || !server.status().established()) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
    step(client, toClient, toServer); // the tickets
  }

  @Override
  public boolean resumed() {
    return server.session().orElseThrow().resumed().isPresent();
  }

  @Override
  public boolean tookEarlyData() {
    return server.readEarlyData(plaintext.clear()) == EARLY_DATA.length;
  }

  @Override
  public int transfer(ByteBuffer source, ByteBuffer target) throws TlsException {
    int before = target.position();
    while (source.hasRemaining()) {
      client.write(source, toServer);
      server.read(toServer.flip(), target);
      toServer.clear();
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
