package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureAnswer;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.crypto.SigningKey;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Keys of a user's own that answer later, as an HSM or KMS does, in both roles. */
class LateSignatureTest {
  private final RemoteKey serverKey = new RemoteKey(TestCertificates.server("P-256").key());
  private final RemoteKey clientKey = new RemoteKey(TestCertificates.client("Ed25519").key());
  private final List<TlsException> failures = new ArrayList<>();
  private final Set<PendingWork> begun = Collections.newSetFromMap(new IdentityHashMap<>());
  private final TlsConnection server;
  private final TlsConnection client;
  private final ByteBuffer toServer = ByteBuffer.allocate(1 << 16);
  private final ByteBuffer toClient = ByteBuffer.allocate(1 << 16);

  LateSignatureTest() throws Exception {
    Credential own = TestCertificates.server("P-256");
    CredentialSelector remote = CredentialSelector.of(new Credential(own.chain(), serverKey));
    server =
        TlsConnection.start(
            TestConfigs.CRYPTO,
            Handshake.server(
                ServerConfig.builder(TestConfigs.CRYPTO, remote)
                    .clock(InstantSource.fixed(TestCertificates.NOW))
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust())
                    .build()));
    Credential clients = TestCertificates.client("Ed25519");
    client =
        TlsConnection.start(
            TestConfigs.CRYPTO,
            Handshake.client(
                TestConfigs.client()
                    .credentials(CredentialSelector.of(new Credential(clients.chain(), clientKey)))
                    .build(),
                TestConfigs.SERVER));
  }

  /** A question that came to the key and has no answer yet. */
  private record Question(Signer signer, Bytes message, SignatureAnswer answer) {
    void answerNow() throws SigningFailed {
      answer.signed(signer.sign(message));
    }
  }

  /** Notes what is to be signed; the test answers when it likes. */
  private record RemoteKey(SigningKey inner, Queue<Question> questions) implements SigningKey {
    RemoteKey(SigningKey inner) {
      this(inner, new ArrayDeque<>());
    }

    @Override
    public KeyKind kind() {
      return inner.kind();
    }

    @Override
    public List<SignatureAlgorithm> algorithms() {
      return inner.algorithms();
    }

    @Override
    public Optional<Signer> signer(SignatureAlgorithm algorithm) {
      return inner.signer(algorithm).map(signer -> new RemoteSigner(signer, questions));
    }
  }

  private record RemoteSigner(Signer inner, Queue<Question> questions) implements Signer {
    @Override
    public SignatureAlgorithm algorithm() {
      return inner.algorithm();
    }

    @Override
    public Bytes sign(Bytes message) {
      throw new AssertionError("a thread would have to wait");
    }

    @Override
    public void begin(Bytes message, SignatureAnswer answer) {
      questions.add(new Question(inner, message, answer));
    }
  }

  @Test
  void nobodyWaitsForAKeyThatAnswersLater() throws Exception {
    carryAll();
    assertEquals(1, serverKey.questions().size());
    assertTrue(server.status().pendingWork().isPresent());
    assertFalse(client.status().established());

    serverKey.questions().remove().answerNow();
    carryAll();
    assertEquals(1, clientKey.questions().size());
    assertFalse(client.status().established());

    clientKey.questions().remove().answerNow();
    carryAll();
    assertTrue(client.status().established());
    assertTrue(server.status().established());
    assertTrue(server.session().orElseThrow().peer().isPresent());
  }

  @Test
  void theAnswerMayComeFromAnotherThread() throws Exception {
    carryAll();
    Question question = serverKey.questions().remove();

    CompletableFuture.runAsync(
            () -> {
              try {
                question.answerNow();
              } catch (SigningFailed e) {
                throw new AssertionError(e);
              }
            })
        .join();
    carryAll();

    assertEquals(1, clientKey.questions().size());
  }

  @Test
  void aRefusalIsAnInternalError() throws Exception {
    carryAll();

    SigningFailed refusal = new SigningFailed("the token was taken out");
    serverKey.questions().remove().answer().failed(refusal);

    LocalFault fault = assertInstanceOf(LocalFault.class, failures.get(0));
    assertEquals(Optional.of(AlertDescription.INTERNAL_ERROR), fault.alert());
    assertEquals(refusal, fault.getCause());
    assertTrue(server.failure().isPresent());
  }

  @Test
  void anAnswerAfterTheEndIsIgnored() throws Exception {
    carryAll();
    server.close();

    serverKey.questions().remove().answerNow();

    assertTrue(failures.isEmpty());
    assertFalse(server.status().established());
  }

  /** Carries records both ways and begins all work, until nothing moves. */
  private void carryAll() throws TlsException {
    boolean moved = true;
    while (moved) {
      boolean toTheServer = carry(client, toServer, server);
      boolean toTheClient = carry(server, toClient, client);
      moved = toTheServer || toTheClient;
    }
  }

  private boolean carry(TlsConnection from, ByteBuffer wire, TlsConnection to) throws TlsException {
    boolean moved = false;
    while (from.status().wantsWrite()) {
      from.write(ByteBuffer.allocate(0), wire);
      moved = true;
    }
    wire.flip();
    while (to.status().wantsRead()
        && to.read(wire, ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT)) == ReadResult.OK) {
      moved = true;
    }
    wire.compact();
    Optional<PendingWork> work = to.pendingWork();
    if (work.isPresent() && begun.add(work.get())) {
      work.get().begin(completion(to));
      moved = true;
    }
    return moved;
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
}
