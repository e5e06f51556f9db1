package dev.clasp.tls.bench.operation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The JDK's client and server in one thread, connected by two buffers. */
final class JsseLoop implements Loop {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  final SSLEngine client;
  final SSLEngine server;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer plaintext;

  /**
   * A context for both roles.
   *
   * @param group the JDK reads the groups once, when its TLS classes are loaded; so one a JVM
   */
  static SSLContext context(Identities identities, String group)
      throws GeneralSecurityException, IOException {
    System.setProperty("jdk.tls.namedGroups", group);
    return identities.jsse();
  }

  JsseLoop(SSLContext context, Wires wires) {
    toServer = wires.toServer();
    toClient = wires.toClient();
    plaintext = wires.plaintext();
    // Without host and port the JDK finds no session to resume: full handshakes, as Clasp's. The
    // name it checks comes from server_name then.
    client = context.createSSLEngine();
    client.setUseClientMode(true);
    SSLParameters parameters = client.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
    parameters.setServerNames(List.of(new SNIHostName(Identities.SERVER_NAME)));
    client.setSSLParameters(parameters);
    server = context.createSSLEngine();
    server.setUseClientMode(false);
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
    drain(client, toClient);
  }

  @Override
  public int transfer(ByteBuffer source, ByteBuffer target) throws SSLException {
    int before = target.position();
    // JSSE spreads a source of 16 KiB over more than one record.
    while (source.hasRemaining()) {
      client.wrap(source, toServer);
    }
    while (toServer.position() > 0 && drain(server, toServer, target) >= 0) {
      // the next record
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
          if (in.position() == 0 || drain(engine, in, plaintext) < 0) {
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
