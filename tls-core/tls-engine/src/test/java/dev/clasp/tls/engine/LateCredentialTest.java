package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Duplex.Delivery;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialAnswer;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ReplaceableCredentials;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that are chosen later, and replaced while connections run, in both roles. */
class LateCredentialTest {
  private final Later later = new Later();
  private final List<TlsException> failures = new ArrayList<>();

  /** A question that came to the selector and has no answer yet. */
  private record Question(CredentialRequest request, CredentialAnswer answer) {}

  /** Notes what is asked; the test answers when it likes. */
  private static final class Later implements CredentialSelector {
    final Queue<Question> questions = new ArrayDeque<>();

    @Override
    public Optional<Credential> select(CredentialRequest request) {
      throw new AssertionError("a thread would have to wait");
    }

    @Override
    public boolean answersLater() {
      return true;
    }

    @Override
    public void begin(CredentialRequest request, CredentialAnswer answer) {
      questions.add(new Question(request, answer));
    }
  }

  @Test
  void theServersChoiceMayComeLater() throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().applicationProtocols(List.of("h2", "acme-tls/1")),
            server(later).applicationProtocols(List.of("acme-tls/1")));
    deliver(duplex.client(), duplex.server());
    assertTrue(duplex.server().connection.status().pendingWork().isPresent());
    assertFalse(duplex.server().connection.status().wantsWrite()); // no ServerHello yet

    Question question = later.questions.remove();
    assertEquals(Optional.of(TestCertificates.HOST), question.request().serverName());
    assertEquals(List.of("h2", "acme-tls/1"), question.request().applicationProtocols());
    assertTrue(question.request().signatureSchemes().contains(SignatureScheme.ED25519));
    question.answer().selected(Optional.of(TestCertificates.server("Ed25519")));
    begin(duplex.server()); // to sign
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
    assertEquals(
        "CN=" + TestCertificates.HOST,
        duplex
            .client()
            .connection
            .session()
            .orElseThrow()
            .peer()
            .orElseThrow()
            .leaf()
            .subject()
            .toString());
  }

  @Test
  void alsoBehindAHelloRetryRequest() throws Exception {
    Duplex duplex =
        duplex(TestConfigs.client(), server(later).groups(List.of(NamedGroup.SECP384R1)));
    deliver(duplex.client(), duplex.server());
    assertTrue(later.questions.isEmpty());
    duplex.client().deliver(duplex.server().flush());
    deliver(duplex.client(), duplex.server());

    later.questions.remove().answer().selected(Optional.of(TestCertificates.server("P-256")));
    begin(duplex.server()); // to sign
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  void theAnswerMayComeFromAnotherThread() throws Exception {
    Duplex duplex = duplex(TestConfigs.client(), server(later));
    deliver(duplex.client(), duplex.server());
    Question question = later.questions.remove();

    CompletableFuture.runAsync(
            () -> question.answer().selected(Optional.of(TestCertificates.server("P-256"))))
        .join();
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
  }

  @Test
  void noneThatFitsIsAHandshakeFailure() throws Exception {
    Duplex duplex = duplex(TestConfigs.client(), server(later));
    deliver(duplex.client(), duplex.server());

    later.questions.remove().answer().selected(Optional.empty());

    assertEquals(Optional.of(AlertDescription.HANDSHAKE_FAILURE), failures.get(0).alert());
  }

  @Test
  void aChoiceThatCannotBeMadeIsAnInternalError() throws Exception {
    Duplex duplex = duplex(TestConfigs.client(), server(later));
    deliver(duplex.client(), duplex.server());
    IOException reason = new IOException("the database is away");

    later.questions.remove().answer().failed(reason);

    LocalFault fault = assertInstanceOf(LocalFault.class, failures.get(0));
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), fault.alert());
    assertEquals(reason, fault.getCause());
  }

  @Test
  void anAnswerAfterTheEndIsIgnored() throws Exception {
    Duplex duplex = duplex(TestConfigs.client(), server(later));
    deliver(duplex.client(), duplex.server());
    duplex.server().connection.close();

    later.questions.remove().answer().selected(Optional.of(TestCertificates.server("P-256")));

    assertTrue(failures.isEmpty());
    assertFalse(duplex.server().connection.status().established());
  }

  @Test
  void theClientsChoiceMayComeLater() throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().credentials(later),
            TestConfigs.server()
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()));
    deliver(duplex.client(), duplex.server());
    deliver(duplex.server(), duplex.client());
    assertFalse(duplex.client().connection.status().established());

    later.questions.remove().answer().selected(Optional.of(TestCertificates.client("P-256")));
    begin(duplex.client()); // to sign
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
    assertTrue(duplex.server().connection.session().orElseThrow().peer().isPresent());
  }

  @Test
  void aClientMayTakeItsTimeBehindTheHandshakeToo() throws Exception {
    Duplex duplex =
        duplex(
            TestConfigs.client().credentials(later).offerPostHandshakeAuthentication(),
            TestConfigs.server()
                .clientAuthentication(ClientAuthentication.ON_DEMAND, TestCertificates.trust()));
    duplex.run(Delivery.WHOLE);
    duplex.server().connection.requestCertificate();
    deliver(duplex.server(), duplex.client());
    duplex.server().deliver(duplex.client().write(Bytes.of(7))); // it goes on meanwhile

    later.questions.remove().answer().selected(Optional.of(TestCertificates.client("P-256")));
    begin(duplex.client()); // to sign
    duplex.run(Delivery.WHOLE);

    assertTrue(duplex.server().connection.session().orElseThrow().peer().isPresent());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void alsoInTls12(boolean none) throws Exception {
    List<ProtocolVersion> tls12 = List.of(ProtocolVersion.TLS12);
    Duplex duplex = duplex(TestConfigs.client().versions(tls12), server(later).versions(tls12));
    deliver(duplex.client(), duplex.server());

    // The first suites want an ECDSA key, others an RSA key: it is asked until one fits.
    while (!later.questions.isEmpty()) {
      Question question = later.questions.remove();
      Credential rsa = TestCertificates.server("RSA");
      boolean fits = question.request().use().keys().contains(rsa.key().kind());
      question.answer().selected(fits && !none ? Optional.of(rsa) : Optional.empty());
      begin(duplex.server());
    }

    if (none) {
      assertEquals(Optional.of(AlertDescription.HANDSHAKE_FAILURE), failures.get(0).alert());
    } else {
      duplex.run(Delivery.WHOLE);
      assertTalking(duplex);
    }
  }

  @Test
  void theTls12ClientsChoiceMayComeLater() throws Exception {
    List<ProtocolVersion> tls12 = List.of(ProtocolVersion.TLS12);
    Duplex duplex =
        duplex(
            TestConfigs.client().versions(tls12).credentials(later),
            TestConfigs.server()
                .versions(tls12)
                .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()));
    deliver(duplex.client(), duplex.server());
    deliver(duplex.server(), duplex.client());

    later.questions.remove().answer().selected(Optional.of(TestCertificates.client("P-256")));
    begin(duplex.client());
    duplex.run(Delivery.WHOLE);

    assertTalking(duplex);
    assertTrue(duplex.server().connection.session().orElseThrow().peer().isPresent());
  }

  @Test
  void credentialsAreReplacedWhileConnectionsRun() throws Exception {
    ReplaceableCredentials credentials =
        new ReplaceableCredentials(CredentialSelector.of(TestCertificates.server("P-256")));
    ServerConfig config = server(credentials).build();
    Duplex established = duplex(TestConfigs.client().build(), config);
    established.run(Delivery.WHOLE);
    Duplex begun = duplex(TestConfigs.client().build(), config);
    begun.server().deliver(begun.client().flush()); // the certificate is chosen

    credentials.replace(CredentialSelector.of(TestCertificates.server("Ed25519")));
    begun.run(Delivery.WHOLE);
    Duplex next = duplex(TestConfigs.client().build(), config);
    next.run(Delivery.WHOLE);

    assertTalking(established);
    assertEquals(keyOf("P-256"), serverKey(established));
    assertEquals(keyOf("P-256"), serverKey(begun));
    assertEquals(keyOf("Ed25519"), serverKey(next));
  }

  @Test
  void aConnectionThatAskedTheOldCredentialsGetsTheirAnswer() throws Exception {
    ReplaceableCredentials credentials = new ReplaceableCredentials(later);
    Duplex duplex = duplex(TestConfigs.client(), server(credentials));
    deliver(duplex.client(), duplex.server());

    credentials.replace(CredentialSelector.of(TestCertificates.server("Ed25519")));
    later.questions.remove().answer().selected(Optional.of(TestCertificates.server("P-256")));
    duplex.run(Delivery.WHOLE);

    assertEquals(keyOf("P-256"), serverKey(duplex));
  }

  private static String keyOf(String type) {
    return TestCertificates.server(type).key().kind().toString();
  }

  private static String serverKey(Duplex duplex) {
    return duplex
        .client()
        .connection
        .session()
        .orElseThrow()
        .peer()
        .orElseThrow()
        .publicKey()
        .kind()
        .toString();
  }

  private static ServerConfig.Builder server(CredentialSelector selector) {
    return ServerConfig.builder(TestConfigs.CRYPTO, selector)
        .clock(InstantSource.fixed(TestCertificates.NOW));
  }

  private static Duplex duplex(ClientConfig.Builder client, ServerConfig.Builder server)
      throws TlsException {
    return duplex(client.build(), server.build());
  }

  private static Duplex duplex(ClientConfig client, ServerConfig server) throws TlsException {
    return Duplex.of(
        Handshake.client(client, TestConfigs.SERVER),
        Handshake.server(server),
        ConnectionOptions.standard());
  }

  /** Carries a flight, and begins the work that comes of it, as long as it is done at once. */
  private void deliver(End from, End to) throws TlsException {
    java.nio.ByteBuffer wire = from.flush().asByteBuffer();
    java.nio.ByteBuffer plaintext = java.nio.ByteBuffer.allocate(1 << 14);
    while (to.connection.status().wantsRead()
        && to.connection.read(wire, plaintext) == ReadResult.OK) {
      begin(to);
    }
  }

  private void begin(End end) {
    Optional<PendingWork> begun = Optional.empty();
    for (Optional<PendingWork> work = end.connection.pendingWork();
        work.isPresent() && !work.equals(begun);
        work = end.connection.pendingWork()) {
      begun = work;
      work.get().begin(completion(end.connection));
    }
  }

  private PendingWork.Completion completion(TlsConnection connection) {
    return new PendingWork.Completion() {
      @Override
      public void completed(PendingWork work, Step result) {
        try {
          connection.complete(work, result);
        } catch (TlsException e) {
          failures.add(e);
        }
      }

      @Override
      public void failed(PendingWork work, TlsException reason) {
        try {
          connection.fail(work, reason);
        } catch (TlsException e) {
          failures.add(e);
        }
      }
    };
  }

  private static void assertTalking(Duplex duplex) throws TlsException {
    assertTrue(duplex.client().connection.status().established());
    duplex.server().deliver(duplex.client().write(Bytes.of(1, 2)));
    duplex.client().deliver(duplex.server().write(Bytes.of(3)));
    assertEquals(Bytes.of(1, 2), duplex.server().received());
    assertEquals(Bytes.of(3), duplex.client().received());
  }
}
