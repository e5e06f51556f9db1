package dev.clasp.tls.handshake.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.posthandshake.KeyUpdates;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** "sending implementations MUST NOT allow the epoch ... to exceed 2^48-1" (RFC 9846 §4.7.3). */
class ApplicationKeysTest {
  private static final long LAST = (1L << 48) - 1;

  private final KeySchedule schedule =
      new KeySchedule(
          CryptoProviders.standard().hashes(),
          HashAlgorithm.SHA256,
          KeyLog.NONE,
          new Random(Filled.bytes(32, 0)));

  @Test
  void theLastUpdateWithinTheLimitIsAllowed() {
    assertTrue(keys(0, LAST - 1).mayUpdateWrite());
    assertFalse(keys(0, LAST).mayUpdateWrite());
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: at the limit our own update is refused")
  void ownUpdateAtTheLimit() {
    assertThrows(LocalFault.class, () -> KeyUpdates.initiate(keys(0, LAST), false, this::anyState));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: at the limit update_requested is ignored")
  void requestAtTheLimit() throws TlsException {
    KeyUpdate requested = new KeyUpdate(KeyUpdate.UPDATE_REQUESTED);
    Incoming incoming = new Incoming(requested, Loopback.frameOf(requested, true));

    Step step = KeyUpdates.received(keys(0, LAST), requested, incoming, this::anyState);

    assertFalse(step.actions().stream().anyMatch(Action.Send.class::isInstance));
    assertTrue(step.actions().stream().anyMatch(Action.ChangeReadKeys.class::isInstance));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: \"receiving implementations MUST NOT enforce this rule\"")
  void thePeersLimitIsNotOurs() {
    assertEquals(LAST + 1, keys(LAST, 0).withNextRead().read().generation());
  }

  private ApplicationKeys keys(long read, long write) {
    return ApplicationKeys.of(Suite13.TLS_AES_128_GCM_SHA256, traffic(read), traffic(write));
  }

  private ApplicationTrafficSecret traffic(long generation) {
    return new ApplicationTrafficSecret(schedule, Secret.copyOf(Filled.bytes(32, 1)), generation);
  }

  private HandshakeState anyState(ApplicationKeys keys) {
    return new HandshakeState.Working(
        new PendingWork(
            "nothing",
            () -> {
              throw new IllegalStateException("never run");
            }));
  }
}
