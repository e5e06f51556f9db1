package dev.clasp.tls.handshake.session;

import java.util.Optional;

/**
 * Keeps sessions: a client's by server, a server's by what clients present. Thread-safe, and called
 * in the course of a handshake, so it has to answer at once.
 *
 * <p>May forget anything at any time: then there is a full handshake. A store outside of the
 * process keeps what {@link SessionCodec} makes of a session, sealed in an {@link
 * dev.clasp.tls.crypto.Envelope}.
 */
public interface SessionStore {
  /** Keeps nothing and finds nothing. */
  SessionStore NONE =
      new SessionStore() {
        @Override
        public void put(SessionKey key, Session session) {}

        @Override
        public Optional<Session> find(SessionKey key) {
          return Optional.empty();
        }

        @Override
        public Optional<Session> take(SessionKey key) {
          return Optional.empty();
        }

        @Override
        public void remove(SessionKey key) {}
      };

  /** Keeps one more session; a key may have several. */
  void put(SessionKey key, Session session);

  /** The newest under the key, and leaves it there: TLS 1.2 may resume a session many times. */
  Optional<Session> find(SessionKey key);

  /**
   * The newest under the key, and forgets it in the same instant, so that no two callers get it:
   * "Clients SHOULD NOT reuse a ticket for multiple connections" (RFC 9846 §C.4), and a server that
   * accepts each only once has no replays (§8.1).
   */
  Optional<Session> take(SessionKey key);

  /** Forgets all under the key: the session turned out to be bad. */
  void remove(SessionKey key);
}
