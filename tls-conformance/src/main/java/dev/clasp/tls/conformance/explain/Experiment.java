package dev.clasp.tls.conformance.explain;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clasp.tls.conformance.explain.observe.ClientRun;
import dev.clasp.tls.conformance.explain.observe.Link;
import dev.clasp.tls.conformance.explain.observe.MemoryLink;
import dev.clasp.tls.conformance.explain.observe.ObservedHandshake;
import dev.clasp.tls.conformance.explain.observe.Observer;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.conformance.explain.observe.WatchedGroups;
import dev.clasp.tls.conformance.explain.observe.WatchedSessions;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.engine.TlsConnection;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.time.Duration;
import java.util.Optional;

/** One connection that is run to be told about. Used once. */
public final class Experiment {
  private static final Bytes QUESTION = Bytes.copyOf("Hello, server.".getBytes(US_ASCII));
  private static final Bytes ANSWER = Bytes.copyOf("Hello, client.".getBytes(US_ASCII));

  private final Observer client = new Observer(Side.CLIENT);
  private final CryptoProvider crypto;

  /**
   * @param crypto as the client shall use it
   */
  public Experiment(CryptoProvider crypto) {
    this.crypto = WatchedGroups.of(crypto, client);
  }

  /** What the client's configuration has to be built with. */
  public CryptoProvider crypto() {
    return crypto;
  }

  /** What the client's configuration has to log to; it passes everything on. */
  public KeyLog keyLog(KeyLog other) {
    return (label, clientRandom, secret) -> {
      client.noteLogged(label, secret);
      other.log(label, clientRandom, secret);
    };
  }

  /** What the client's configuration has to keep its sessions in. */
  public SessionStore sessions(SessionStore store) {
    return new WatchedSessions(store, client);
  }

  /**
   * A handshake with a server at the other end of {@code link}; no application data.
   *
   * @throws TlsException when there is no first message to send
   */
  public Dialogue with(
      ClientConfig config, ReferenceIdentity identity, Link link, Duration deadline)
      throws TlsException {
    run(config, identity, link, deadline, Bytes.empty());
    return DialogueReader.read(client, Optional.empty());
  }

  /**
   * A handshake with a server of ours in memory, and a word from each side.
   *
   * @throws TlsException when there is no first message to send
   */
  public Dialogue withSelf(
      ClientConfig config, ReferenceIdentity identity, ServerConfig serverConfig)
      throws TlsException {
    Observer server = new Observer(Side.SERVER);
    TlsConnection other =
        TlsConnection.start(serverConfig.crypto(), Handshake.server(serverConfig));
    run(config, identity, new MemoryLink(other, server, ANSWER), Duration.ofSeconds(10), QUESTION);
    return DialogueReader.read(client, Optional.of(server));
  }

  private void run(
      ClientConfig config,
      ReferenceIdentity identity,
      Link link,
      Duration deadline,
      Bytes application)
      throws TlsException {
    TlsConnection connection =
        TlsConnection.start(
            config.crypto(), ObservedHandshake.of(Handshake.client(config, identity), client));
    new ClientRun(connection, link, client).run(deadline, application);
  }
}
