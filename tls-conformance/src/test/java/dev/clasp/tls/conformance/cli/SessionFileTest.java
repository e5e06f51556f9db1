package dev.clasp.tls.conformance.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.Session12;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.session.SessionStore;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionFileTest {
  private static final RandomSource RANDOM = NegotiationOptions.CRYPTO.random();
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final ReferenceIdentity SERVER = ReferenceIdentity.of("localhost");
  private static final SessionKey KEY12 = SessionKey.client12(SERVER);
  private static final SessionKey KEY13 = SessionKey.client13(SERVER);

  @TempDir private Path directory;

  private SessionStore open() throws CommandFailure {
    return SessionFile.open(Optional.of(directory.resolve("session")));
  }

  private static SessionOrigin origin() {
    return SessionOrigin.of(RANDOM, NOW, Optional.empty(), Optional.empty(), List.of());
  }

  private static Session session12() {
    return new Session12(
        origin(),
        new CipherSuite(0xC02B),
        RANDOM.secret(48),
        true,
        new SessionId(RANDOM.bytes(32)),
        Bytes.empty(),
        NOW,
        Duration.ofHours(1));
  }

  private static Session session13() {
    return new Session13(
        origin(),
        Suite13.TLS_AES_128_GCM_SHA256,
        RANDOM.secret(32),
        RANDOM.bytes(32),
        7,
        NOW,
        Duration.ofHours(1),
        0);
  }

  @Test
  void keepsTheNewestFromOneRunToTheNext() throws Exception {
    Session newest = session13();
    open().put(KEY13, session13());
    open().put(KEY13, newest);

    assertEquals(Optional.of(newest), open().take(KEY13));
  }

  @Test
  void aSessionOfOneVersionIsNotTakenForTheOther() throws Exception {
    Session session = session12();
    SessionStore store = open();
    store.put(KEY12, session);

    assertEquals(Optional.empty(), store.take(KEY13));
    store.remove(KEY13);
    assertEquals(Optional.of(session), store.find(KEY12));
  }

  @Test
  void keepsNothingWithoutAFile() throws Exception {
    assertEquals(SessionStore.NONE, SessionFile.open(Optional.empty()));
  }
}
