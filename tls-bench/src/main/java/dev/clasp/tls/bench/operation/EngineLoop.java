package dev.clasp.tls.bench.operation;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** A peer's client and server behind {@link SSLEngine}, in one thread, connected by two buffers. */
final class EngineLoop implements Loop {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine client;
  private final SSLEngine server;
  private final EngineContexts contexts;
  private final int chainsJudgedBefore;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer plaintext;

  EngineLoop(EngineContexts contexts, Wires wires) throws SSLException {
    this.contexts = contexts;
    toServer = wires.toServer();
    toClient = wires.toClient();
    plaintext = wires.plaintext();
    chainsJudgedBefore = contexts.chainsJudged();
    client = contexts.client();
    server = contexts.server();
  }

  @Override
  public void handshake() throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    while (busy(client) || busy(server)) {
      step(client, toServer, toClient);
      step(server, toClient, toServer);
    }
    // The server's session tickets lie behind the handshake.
    if (contexts.holdsBackTickets()) {
      server.wrap(ByteBuffer.allocate(1), toClient); // they go out in front of the first data
    }
    drain(client, toClient);
  }

  @Override
  public boolean resumed() {
    return contexts.chainsJudged() == chainsJudgedBefore;
  }

  @Override
  public int transfer(ByteBuffer source, ByteBuffer target) throws SSLException {
    int before = target.position();
    while (source.hasRemaining()) { // some spread a source of 16 KiB over more than one record
      client.wrap(source, toServer);
      while (toServer.position() > 0 && drain(server, toServer, target) >= 0) {
        // the next record
      }
    }
    return target.position() - before;
  }

  private static boolean busy(SSLEngine engine) {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
    for (; ; ) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> engine.wrap(NOTHING, out);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (in.position() == 0 || drain(engine, in, plaintext.clear()) < 0) {
            return;
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  private void drain(SSLEngine engine, ByteBuffer in) throws SSLException {
    while (in.position() > 0 && drain(engine, in, plaintext) >= 0) {
      plaintext.clear();
    }
  }

  /** Unwraps one record; -1 when there is no whole one. */
  private static int drain(SSLEngine engine, ByteBuffer in, ByteBuffer target) throws SSLException {
    in.flip();
    SSLEngineResult result = engine.unwrap(in, target);
    in.compact();
    return result.bytesConsumed() == 0 ? -1 : result.bytesProduced();
  }
}
