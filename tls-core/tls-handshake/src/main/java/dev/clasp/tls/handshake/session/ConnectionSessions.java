package dev.clasp.tls.handshake.session;

import java.util.List;

/**
 * The sessions in a store that stand or fall with one connection: the one it resumes, and those it
 * made.
 *
 * @param keys under which they are kept
 */
public record ConnectionSessions(SessionStore store, List<SessionKey> keys) {
  /** Of a connection that has none, or whose sessions only the peer keeps. */
  public static final ConnectionSessions NONE =
      new ConnectionSessions(SessionStore.NONE, List.of());

  public ConnectionSessions {
    keys = List.copyOf(keys);
  }

  public static ConnectionSessions of(SessionStore store, SessionKey key) {
    return new ConnectionSessions(store, List.of(key));
  }

  /** Makes the sessions impossible to resume. */
  public void forget() {
    keys.forEach(store::remove);
  }
}
