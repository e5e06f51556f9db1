package dev.clasp.tls.handshake.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A client and a server that talk in memory, state by state, without records. What one sends can be
 * changed on its way to the other.
 */
public final class Loopback {
  /** A failure and whose it is. */
  private record Failure(String side, TlsException cause) {}

  /** Shapes that TLS 1.3 has another one for, or none. */
  private static final Set<Class<?>> ONLY_TLS12 =
      Set.of(
          Certificate12.class,
          CertificateRequest12.class,
          CertificateStatus.class,
          ClientKeyExchange.class,
          NewSessionTicket12.class,
          ServerHelloDone.class,
          ServerKeyExchange.class);

  private final TestPeer client;
  private final TestPeer server;
  private UnaryOperator<HandshakeFrame> toClient = UnaryOperator.identity();
  private UnaryOperator<HandshakeFrame> toServer = UnaryOperator.identity();

  private Loopback(TestPeer client, TestPeer server) {
    this.client = client;
    this.server = server;
  }

  public static Loopback of(ClientConfig.Builder client, ServerConfig.Builder server) {
    return of(client.build(), server.build());
  }

  public static Loopback of(ClientConfig client, ServerConfig server) {
    try {
      return new Loopback(
          new TestPeer(Handshake.client(client, TestConfigs.SERVER)),
          new TestPeer(Handshake.server(server)));
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes each message of this kind that the server sends. */
  public <T extends HandshakeMessage> Loopback toClient(Class<T> kind, UnaryOperator<T> edit) {
    UnaryOperator<HandshakeFrame> before = toClient;
    toClient = frame -> edit(before.apply(frame), kind, edit);
    return this;
  }

  /** Changes each message of this kind that the client sends. */
  public <T extends HandshakeMessage> Loopback toServer(Class<T> kind, UnaryOperator<T> edit) {
    UnaryOperator<HandshakeFrame> before = toServer;
    toServer = frame -> edit(before.apply(frame), kind, edit);
    return this;
  }

  /** Changes the frames the server sends. */
  public Loopback framesToClient(UnaryOperator<HandshakeFrame> edit) {
    toClient = edit;
    return this;
  }

  /** Changes the frames the client sends. */
  public Loopback framesToServer(UnaryOperator<HandshakeFrame> edit) {
    toServer = edit;
    return this;
  }

  public TestPeer client() {
    return client;
  }

  public TestPeer server() {
    return server;
  }

  /** Delivers until nothing is on the way; nobody may fail, and both must be connected. */
  public Loopback connect() {
    run().ifPresent(failure -> fail(failure.side() + " failed", failure.cause()));
    assertTrue(client.isConnected(), "client connected");
    assertTrue(server.isConnected(), "server connected");
    return this;
  }

  /** Delivers what is on the way; nobody may fail. */
  public Loopback deliver() {
    run().ifPresent(failure -> fail(failure.side() + " failed", failure.cause()));
    return this;
  }

  /** Delivers what the client has sent, and nothing of the answer. */
  public void deliverToServer() throws TlsException {
    while (!client.outbox().isEmpty()) {
      server.receive(edited(client.outbox().remove(), toServer));
    }
  }

  /** Delivers what the server has sent, and nothing of the answer. */
  public void deliverToClient() throws TlsException {
    while (!server.outbox().isEmpty()) {
      client.receive(edited(server.outbox().remove(), toClient));
    }
  }

  /** Delivers until the client fails, and checks how. */
  public TlsException clientFails(AlertDescription alert, Rfc clause) {
    return fails("client", alert, clause);
  }

  /** Delivers until the server fails, and checks how. */
  public TlsException serverFails(AlertDescription alert, Rfc clause) {
    return fails("server", alert, clause);
  }

  /** Delivers until somebody fails or nothing is on the way; whoever it is, the reason. */
  public Optional<TlsException> failure() {
    return run().map(Failure::cause);
  }

  /** Delivers until the client fails, in any way. */
  public TlsException clientFails() {
    return fails("client");
  }

  /** Delivers until the server fails, in any way. */
  public TlsException serverFails() {
    return fails("server");
  }

  private TlsException fails(String side, AlertDescription alert, Rfc clause) {
    TlsException failure = fails(side);
    assertFailure(alert, clause, failure);
    return failure;
  }

  private TlsException fails(String side) {
    Failure failure =
        run().orElseGet(() -> fail("nobody failed, expected the %s to".formatted(side)));
    assertEquals(side, failure.side(), () -> "failed with " + failure.cause());
    return failure.cause();
  }

  /** Alert and clause are what the rule says. */
  public static void assertFailure(AlertDescription alert, Rfc clause, TlsException actual) {
    assertEquals(Optional.of(alert), actual.alert(), actual::getMessage);
    assertEquals(Optional.of(clause), actual.clause(), actual::getMessage);
  }

  private Optional<Failure> run() {
    while (!client.outbox().isEmpty() || !server.outbox().isEmpty()) {
      try {
        deliverToServer();
      } catch (TlsException e) {
        return Optional.of(new Failure("server", e));
      }
      try {
        deliverToClient();
      } catch (TlsException e) {
        return Optional.of(new Failure("client", e));
      }
    }
    return Optional.empty();
  }

  private static TestPeer.Sent edited(TestPeer.Sent item, UnaryOperator<HandshakeFrame> edit) {
    return new TestPeer.Sent(item.frame().map(edit), item.epoch());
  }

  private static <T extends HandshakeMessage> HandshakeFrame edit(
      HandshakeFrame frame, Class<T> kind, UnaryOperator<T> edit) {
    HandshakeMessage message = ONLY_TLS12.contains(kind) ? decode12(frame) : decode(frame);
    return kind.isInstance(message)
        ? frameOf(edit.apply(kind.cast(message)), frame.endsRecord())
        : frame;
  }

  /** The message in a frame that is well-formed: of TLS 1.3 if it can be, else of TLS 1.2. */
  public static HandshakeMessage decode(HandshakeFrame frame) {
    try {
      return HandshakeCodecs.TLS13.decode(frame);
    } catch (TlsException e) {
      return decode12(frame);
    }
  }

  private static HandshakeMessage decode12(HandshakeFrame frame) {
    try {
      return HandshakeCodecs.TLS12.decode(frame);
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
  }

  /** A message as it comes out of a record. */
  public static HandshakeFrame frameOf(HandshakeMessage message, boolean endsRecord) {
    Bytes raw = message.framed();
    return new HandshakeFrame(message.type(), raw.slice(4, raw.size()), raw, endsRecord);
  }
}
