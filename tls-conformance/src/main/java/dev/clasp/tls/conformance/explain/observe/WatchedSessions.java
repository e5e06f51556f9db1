package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.handshake.session.SessionStore;
import java.util.Optional;

/**
 * A client's sessions, watched: what it finds it offers, and the key schedule of a resumption
 * starts from there.
 */
public record WatchedSessions(SessionStore inner, Observer observer) implements SessionStore {
  @Override
  public void put(SessionKey key, Session session) {
    inner.put(key, session);
  }

  @Override
  public Optional<Session> find(SessionKey key) {
    return noted(inner.find(key));
  }

  @Override
  public Optional<Session> take(SessionKey key) {
    return noted(inner.take(key));
  }

  private Optional<Session> noted(Optional<Session> found) {
    found.ifPresent(session -> observer.note(new Happening.SessionOffered(session)));
    return found;
  }

  @Override
  public void remove(SessionKey key) {
    inner.remove(key);
  }
}
