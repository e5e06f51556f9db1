package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a server may ask and send once the handshake is complete (RFC 9846 §4.7.1, §4.7.2). */
class PostHandshakeTest {
  private static final Bytes HELLO = Bytes.of(1, 2, 3);

  @Test
  @DisplayName("the client's certificate is asked for and learned (RFC 9846 §4.7.2)")
  void asksForACertificate() throws Exception {
    Duplex duplex = connected(ConnectionOptions.standard());
    assertEquals(Optional.empty(), peer(duplex.server()));
    assertTrue(duplex.server().connection.canRequestCertificate());

    duplex.server().connection.requestCertificate();
    assertEquals(2, duplex.run(Delivery.BYTE_BY_BYTE).size());

    assertEquals(Optional.of("CN=client"), peer(duplex.server()));
    assertEquals(1, events(duplex.server(), HandshakeEvent.CertificateAnswered.class));
    assertTalking(duplex);
  }

  @Test
  @DisplayName("data may come between the request and the answer (RFC 9846 §4.7.2)")
  void dataBetweenRequestAndAnswer() throws Exception {
    Duplex duplex = connected(ConnectionOptions.standard());

    duplex.server().connection.requestCertificate();
    Bytes request = duplex.server().flush();
    duplex.server().deliver(duplex.client().write(HELLO));
    duplex.client().deliver(request);
    duplex.run(Delivery.WHOLE);

    assertEquals(HELLO, duplex.server().received());
    assertEquals(Optional.of("CN=client"), peer(duplex.server()));
  }

  @Test
  @DisplayName("data must not come in the midst of the answer (RFC 9846 §4.7.2)")
  void dataInTheMidstOfTheAnswer() throws Exception {
    Duplex duplex =
        Duplex.of(
            onlyTheFirstMessage(Handshake.client(willing().build(), TestConfigs.SERVER)),
            Handshake.server(onDemand().build()),
            ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);
    duplex.server().connection.requestCertificate();
    duplex.run(Delivery.WHOLE);
    Bytes data = duplex.client().write(HELLO);

    Refused.with(AlertDescription.UNEXPECTED_MESSAGE, "4.7.2", () -> duplex.server().deliver(data));

    assertEquals(Bytes.empty(), duplex.server().received());
  }

  @Test
  @DisplayName("the server may send in the midst of the answer (RFC 9846 §4.7.2)")
  void dataToTheClientInTheMidstOfTheAnswer() throws Exception {
    Duplex duplex =
        Duplex.of(
            onlyTheFirstMessage(Handshake.client(willing().build(), TestConfigs.SERVER)),
            Handshake.server(onDemand().build()),
            ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);
    duplex.server().connection.requestCertificate();
    duplex.run(Delivery.WHOLE);
    duplex.server().connection.updateKeys(false);

    duplex.client().deliver(duplex.server().write(HELLO));

    assertEquals(HELLO, duplex.client().received());
  }

  @Test
  @DisplayName("what is asked for while a signature is pending is done behind it")
  void keysAreUpdatedBehindPendingWork() throws Exception {
    Duplex duplex = connected(ConnectionOptions.standard());
    duplex.server().connection.requestCertificate();
    Bytes request = duplex.server().flush();
    TlsConnection client = duplex.client().connection;
    assertEquals(ReadResult.OK, client.read(request.asByteBuffer(), ByteBuffer.allocate(0)));
    assertTrue(client.pendingWork().isPresent());

    client.updateKeys(true);
    assertFalse(client.status().wantsWrite());
    client.runPendingWork();
    duplex.run(Delivery.WHOLE);

    assertEquals(Optional.of("CN=client"), peer(duplex.server()));
    assertEquals(1, events(duplex.server(), HandshakeEvent.PeerKeysUpdated.class));
    assertEquals(1, events(duplex.client(), HandshakeEvent.PeerKeysUpdated.class));
    assertTalking(duplex);
  }

  @Test
  @DisplayName("data goes out while a signature is pending, but not beyond a key's limit")
  void writesWhileASignatureIsPending() throws Exception {
    Duplex duplex =
        connected(ConnectionOptions.standard().withKeyUpdates(KeyUpdatePolicy.afterRecords(1)));
    duplex.server().connection.requestCertificate();
    Bytes request = duplex.server().flush();
    TlsConnection client = duplex.client().connection;
    client.read(request.asByteBuffer(), ByteBuffer.allocate(0));

    ByteBuffer first = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    assertEquals(WriteResult.OK, client.write(HELLO.asByteBuffer(), first));
    duplex.server().deliver(Bytes.copyOf(first.flip()));
    ByteBuffer second = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    assertEquals(WriteResult.NOT_READY, client.write(HELLO.asByteBuffer(), second));
    assertEquals(0, second.position());
    client.runPendingWork();
    duplex.run(Delivery.WHOLE);

    assertEquals(HELLO, duplex.server().received());
    assertEquals(Optional.of("CN=client"), peer(duplex.server()));
    duplex.server().deliver(duplex.client().write(HELLO));
    assertEquals(HELLO.plus(HELLO), duplex.server().received());
  }

  @Test
  void asksOnlyWhomItMay() throws Exception {
    Duplex silent =
        Duplex.of(
            Handshake.client(TestConfigs.client().build(), TestConfigs.SERVER),
            Handshake.server(onDemand().build()),
            ConnectionOptions.standard());
    assertThrows(
        IllegalStateException.class, () -> silent.server().connection.requestCertificate());
    silent.run(Delivery.WHOLE);

    assertFalse(silent.server().connection.canRequestCertificate());
    assertThrows(
        IllegalStateException.class, () -> silent.server().connection.requestCertificate());
    assertThrows(
        IllegalStateException.class, () -> silent.client().connection.requestCertificate());
    assertThrows(IllegalStateException.class, () -> silent.server().connection.sendTicket());
    assertTalking(silent); // and no harm was done
  }

  @Test
  void asksNobodyInTls12() throws Exception {
    List<ProtocolVersion> tls12 = List.of(ProtocolVersion.TLS12);
    Duplex duplex =
        Duplex.of(
            Handshake.client(willing().versions(tls12).build(), TestConfigs.SERVER),
            Handshake.server(onDemand().versions(tls12).build()),
            ConnectionOptions.standard());
    duplex.run(Delivery.WHOLE);

    assertEquals(Optional.empty(), peer(duplex.server()));
    assertThrows(
        IllegalStateException.class, () -> duplex.server().connection.requestCertificate());
    assertThrows(IllegalStateException.class, () -> duplex.server().connection.sendTicket());
  }

  @Test
  void asksNobodyAfterClosing() throws Exception {
    Duplex duplex = connected(ConnectionOptions.standard());
    duplex.server().connection.close();

    assertFalse(duplex.server().connection.canRequestCertificate());
    assertThrows(
        IllegalStateException.class, () -> duplex.server().connection.requestCertificate());
  }

  @Test
  @DisplayName("a ticket whenever the server likes, with a nonce of its own (RFC 9846 §4.7.1)")
  void sendsTicketsAtAnyTime() throws Exception {
    InstantSource clock = InstantSource.fixed(TestCertificates.NOW);
    InMemorySessions kept = InMemorySessions.standard(clock);
    ServerConfig server = onDemand().sessions(InMemorySessions.standard(clock)).build();
    ClientConfig client = willing().sessions(kept).build();
    Duplex duplex = connected(client, server);
    assertEquals(2, events(duplex.client(), HandshakeEvent.TicketReceived.class));
    assertTalking(duplex);

    duplex.server().connection.requestCertificate();
    duplex.run(Delivery.WHOLE);
    duplex.server().connection.updateKeys(false);
    duplex.server().connection.sendTicket();
    duplex.run(Delivery.WHOLE);

    assertEquals(1, events(duplex.client(), HandshakeEvent.TicketReceived.class));
    Duplex again = connected(client, server); // with the newest ticket
    assertTrue(again.server().connection.session().orElseThrow().resumed().isPresent());
    assertEquals(Optional.of("CN=client"), peer(again.server())); // known since the request
  }

  private static Duplex connected(ConnectionOptions options) throws TlsException {
    return connected(willing().build(), onDemand().build(), options);
  }

  private static Duplex connected(ClientConfig client, ServerConfig server) throws TlsException {
    return connected(client, server, ConnectionOptions.standard());
  }

  private static Duplex connected(
      ClientConfig client, ServerConfig server, ConnectionOptions options) throws TlsException {
    Duplex duplex =
        Duplex.of(Handshake.client(client, TestConfigs.SERVER), Handshake.server(server), options);
    duplex.run(Delivery.WHOLE);
    return duplex;
  }

  private static ClientConfig.Builder willing() {
    return TestConfigs.client()
        .credentials(CredentialSelector.of(TestCertificates.client("P-256")))
        .offerPostHandshakeAuthentication();
  }

  private static ServerConfig.Builder onDemand() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.ON_DEMAND, TestCertificates.trust());
  }

  private static Optional<String> peer(End end) {
    return end.connection
        .session()
        .orElseThrow()
        .peer()
        .map(path -> path.leaf().subject().toString());
  }

  /** How many of a kind there were since the last call. */
  private static long events(End end, Class<? extends HandshakeEvent> kind) {
    long count = 0;
    for (Optional<HandshakeEvent> event = end.connection.pollEvent();
        event.isPresent();
        event = end.connection.pollEvent()) {
      count += kind.isInstance(event.get()) ? 1 : 0;
    }
    return count;
  }

  private static void assertTalking(Duplex duplex) throws TlsException {
    Bytes before = duplex.server().received();
    duplex.server().deliver(duplex.client().write(HELLO));
    duplex.client().deliver(duplex.server().write(HELLO));
    assertEquals(before.plus(HELLO), duplex.server().received());
  }

  /** A client whose answer to a request behind the handshake ends behind its Certificate. */
  private static Step onlyTheFirstMessage(Step step) {
    return new Step(onlyTheFirstMessage(step.next()), step.actions());
  }

  private static HandshakeState onlyTheFirstMessage(HandshakeState state) {
    if (state instanceof HandshakeState.Working working) {
      PendingWork work = working.work();
      return new HandshakeState.Working(
          new PendingWork(work.description(), () -> onlyTheFirstMessage(work.run())));
    }
    return state instanceof HandshakeState.Connected connected
        ? new Interrupting(connected)
        : new Following((HandshakeState.Receiving) state);
  }

  private record Following(HandshakeState.Receiving inner) implements HandshakeState.Receiving {
    @Override
    public Set<HandshakeType> expects() {
      return inner.expects();
    }

    @Override
    public HandshakeCodec codec() {
      return inner.codec();
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      return onlyTheFirstMessage(inner.on(incoming));
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return onlyTheFirstMessage(inner.onChangeCipherSpec(boundary));
    }
  }

  private record Interrupting(HandshakeState.Connected inner) implements HandshakeState.Connected {
    @Override
    public Set<HandshakeType> expects() {
      return inner.expects();
    }

    @Override
    public HandshakeCodec codec() {
      return inner.codec();
    }

    @Override
    public Step on(Incoming incoming) throws TlsException {
      Step step = inner.on(incoming);
      PendingWork signing = ((HandshakeState.Working) step.next()).work();
      return new Step(
          new HandshakeState.Working(
              new PendingWork(signing.description(), () -> cut(signing.run()))),
          step.actions());
    }

    private static Step cut(Step answer) {
      List<Action> actions =
          answer.actions().stream()
              .map(action -> (Action) new Action.Send(first(((Action.Send) action).messages())))
              .toList();
      return new Step(answer.next(), actions);
    }

    private static Bytes first(Bytes messages) {
      int length = messages.get(1) << 16 | messages.get(2) << 8 | messages.get(3);
      return messages.first(4 + length);
    }

    @Override
    public Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException {
      return inner.onChangeCipherSpec(boundary);
    }

    @Override
    public Step updateKeys(boolean requestPeer) throws TlsException {
      return inner.updateKeys(requestPeer);
    }
  }
}
