package dev.clasp.tls.handshake.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link SessionStore} in memory, bounded by count and by bytes: beyond, the sessions of the key
 * that was not asked for the longest go first. Thread-safe.
 */
public final class InMemorySessions implements SessionStore {
  /** Sessions, by default: a client's or a small server's. */
  public static final int MAX_SESSIONS = 1024;

  /** Bytes, by default: sessions with a chain of the peer's take a few thousand each. */
  public static final long MAX_BYTES = 4L << 20;

  /** Sessions under one key: a client gets several tickets from a server, and needs few. */
  public static final int MAX_PER_KEY = 8;

  private final int maxSessions;
  private final long maxBytes;
  private final InstantSource clock;
  private final Map<SessionKey, Deque<Session>> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private int count;
  private long bytes;

  /**
   * @param maxBytes as {@link Session#weight} counts them
   */
  public InMemorySessions(int maxSessions, long maxBytes, InstantSource clock) {
    if (maxSessions < 1 || maxBytes < 1) {
      throw new IllegalArgumentException(
          "maxSessions: %d, maxBytes: %d, expected 1 or more".formatted(maxSessions, maxBytes));
    }
    this.maxSessions = maxSessions;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** With the bounds above. */
  public static InMemorySessions standard(InstantSource clock) {
    return new InMemorySessions(MAX_SESSIONS, MAX_BYTES, clock);
  }

  @Override
  public synchronized void put(SessionKey key, Session session) {
    if (session.weight() > maxBytes) {
      return;
    }
    Deque<Session> known = sessions.computeIfAbsent(key, unused -> new ArrayDeque<>());
    known.addFirst(session);
    added(session);
    while (known.size() > MAX_PER_KEY) {
      removed(known.removeLast());
    }
    while (count > maxSessions || bytes > maxBytes) {
      evictEldest();
    }
  }

  @Override
  public synchronized Optional<Session> find(SessionKey key) {
    return newest(key).map(Deque::getFirst);
  }

  @Override
  public synchronized Optional<Session> take(SessionKey key) {
    Optional<Deque<Session>> known = newest(key);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    Session session = known.get().removeFirst();
    removed(session);
    if (known.get().isEmpty()) {
      sessions.remove(key);
    }
    return Optional.of(session);
  }

  @Override
  public synchronized void remove(SessionKey key) {
    Deque<Session> known = sessions.remove(key);
    if (known != null) {
      known.forEach(this::removed);
    }
  }

  /** How many sessions are kept. */
  public synchronized int size() {
    return count;
  }

  /** What they take in memory, roughly. */
  public synchronized long weight() {
    return bytes;
  }

  /** What the key has, less what is expired; empty when that is nothing. */
  private Optional<Deque<Session>> newest(SessionKey key) {
    Deque<Session> known = sessions.get(key);
    if (known == null) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    for (Iterator<Session> each = known.iterator(); each.hasNext(); ) {
      Session session = each.next();
      if (session.isExpired(now)) {
        each.remove();
        removed(session);
      }
    }
    if (known.isEmpty()) {
      sessions.remove(key);
      return Optional.empty();
    }
    return Optional.of(known);
  }

  /** The oldest session of the key that comes first in access order. */
  private void evictEldest() {
    Iterator<Deque<Session>> keys = sessions.values().iterator();
    Deque<Session> eldest = keys.next();
    removed(eldest.removeLast());
    if (eldest.isEmpty()) {
      keys.remove();
    }
  }

  private void added(Session session) {
    count++;
    bytes += session.weight();
  }

  private void removed(Session session) {
    count--;
    bytes -= session.weight();
  }
}
