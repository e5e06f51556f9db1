package dev.clasp.tls.handshake.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InMemoryReplayGuardTest {
  private static final Bytes HELLO = Bytes.of(1);

  private Instant now = Sessions.NOW;
  private final InstantSource clock = () -> now;
  private final InMemoryReplayGuard guard = InMemoryReplayGuard.forOwnTickets(3, clock);

  private boolean firstSeen(Bytes hello) {
    return guard.firstSeen(hello, now.plusSeconds(10));
  }

  @Test
  @DisplayName("RFC 9846 §8.2: a hello is accepted once")
  void once() {
    assertTrue(firstSeen(HELLO));
    assertFalse(firstSeen(HELLO));
    assertTrue(firstSeen(Bytes.of(2)));
  }

  @Test
  @DisplayName("remembers as long as it is told, and no longer")
  void forgets() {
    assertTrue(firstSeen(HELLO));
    now = now.plusSeconds(10);
    assertFalse(firstSeen(HELLO));
    now = now.plusSeconds(2);
    firstSeen(Bytes.of(2));
    assertEquals(1, guard.size());
  }

  @Test
  @DisplayName("what is too late already is not accepted")
  void late() {
    assertFalse(guard.firstSeen(HELLO, now.minusSeconds(1)));
  }

  @Test
  @DisplayName("when it is full it accepts nothing, until there is room again")
  void failsClosed() {
    for (int i = 0; i < 3; i++) {
      assertTrue(firstSeen(Bytes.of(10, i)));
    }
    assertFalse(firstSeen(HELLO));
    now = now.plusSeconds(11);
    assertTrue(firstSeen(HELLO));
  }

  @Test
  @DisplayName("RFC 9846 §8.2: with lasting tickets nothing is accepted right after the start")
  void quietStart() {
    InMemoryReplayGuard fresh =
        InMemoryReplayGuard.forLastingTickets(3, clock, Duration.ofSeconds(10));
    now = now.plusSeconds(19);
    assertFalse(fresh.firstSeen(HELLO, now.plusSeconds(10)));
    now = now.plusSeconds(1);
    assertTrue(fresh.firstSeen(HELLO, now.plusSeconds(10)));
  }
}
