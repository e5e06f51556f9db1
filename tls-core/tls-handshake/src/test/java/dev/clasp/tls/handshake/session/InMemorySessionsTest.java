package dev.clasp.tls.handshake.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemorySessionsTest {
  private Instant now = Sessions.NOW;
  private final InstantSource clock = () -> now;
  private final InMemorySessions store = new InMemorySessions(3, 1 << 20, clock);

  private static SessionKey key(int number) {
    return SessionKey.server13(Bytes.of(number));
  }

  @Test
  void aSessionIsTakenOnce() {
    Session session = Sessions.session13();
    store.put(key(1), session);

    assertEquals(Optional.of(session), store.take(key(1)));
    assertEquals(Optional.empty(), store.take(key(1)));
    assertEquals(0, store.size());
    assertEquals(0, store.weight());
  }

  @Test
  void findingLeavesItThere() {
    Session session = Sessions.session12();
    store.put(key(1), session);

    assertEquals(Optional.of(session), store.find(key(1)));
    assertEquals(Optional.of(session), store.find(key(1)));
  }

  @Test
  void theNewestOfAKeyComesFirst() {
    Session older = Sessions.session13();
    Session newer = Sessions.session13();
    store.put(key(1), older);
    store.put(key(1), newer);

    assertEquals(Optional.of(newer), store.take(key(1)));
    assertEquals(Optional.of(older), store.take(key(1)));
  }

  @Test
  void theUseIsPartOfTheKey() {
    Bytes value = Bytes.of(1);
    store.put(new SessionKey(SessionKey.Use.SERVER_TLS12, value), Sessions.session12());

    assertEquals(Optional.empty(), store.find(SessionKey.server13(value)));
  }

  @Test
  void beyondTheCountTheKeyNotUsedForLongestGoes() {
    Session first = Sessions.session13();
    store.put(key(1), first);
    store.put(key(2), Sessions.session13());
    store.put(key(3), Sessions.session13());
    assertEquals(Optional.of(first), store.find(key(1)));
    store.put(key(4), Sessions.session13());

    assertEquals(3, store.size());
    assertEquals(Optional.empty(), store.find(key(2)));
    assertEquals(Optional.of(first), store.find(key(1)));
  }

  @Test
  void beyondTheBytesToo() {
    Session session = Sessions.session13();
    InMemorySessions small = new InMemorySessions(100, 2L * session.weight() + 1, clock);
    for (int i = 0; i < 5; i++) {
      small.put(key(i), session);
    }

    assertEquals(2, small.size());
    assertEquals(2L * session.weight(), small.weight());
  }

  @Test
  void aSessionBeyondAllBytesIsNotKept() {
    Session session = Sessions.session13();
    InMemorySessions tiny = new InMemorySessions(100, session.weight() - 1L, clock);
    tiny.put(key(1), session);

    assertEquals(0, tiny.size());
  }

  @Test
  void oneKeyHasNoMoreThanItsShare() {
    InMemorySessions large = new InMemorySessions(1000, 1 << 24, clock);
    for (int i = 0; i < 20; i++) {
      large.put(key(1), Sessions.session13());
    }

    assertEquals(InMemorySessions.MAX_PER_KEY, large.size());
  }

  @Test
  void expiredSessionsAreGone() {
    Session session = Sessions.session13();
    store.put(key(1), session);
    now = Sessions.NOW.plus(session.lifetime());

    assertEquals(Optional.empty(), store.find(key(1)));
    assertEquals(0, store.size());
  }

  @Test
  void removingForgetsAllOfAKey() {
    store.put(key(1), Sessions.session13());
    store.put(key(1), Sessions.session13());
    store.remove(key(1));

    assertEquals(0, store.size());
    assertEquals(0, store.weight());
  }
}
