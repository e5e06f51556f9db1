package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * Is told what happens on one connection, for logs, metrics and recordings.
 *
 * <p>Called in order, by the thread that drives the connection, in the middle of its work: quick,
 * and never back into the connection. What a listener throws is taken for a bug and ends the
 * connection.
 */
public interface ConnectionListener {
  /** Does not listen. */
  ConnectionListener NONE = new ConnectionListener() {};

  /**
   * Something happened in the handshake or behind it: the same that {@link TlsConnection#pollEvent}
   * gives. Some events hold secrets; a log is no place for them.
   */
  default void handshakeEvent(HandshakeEvent event) {}

  /** The handshake is complete. */
  default void established(SessionInfo session) {}

  /** The peer sent an alert of any kind; what it does to the connection follows. */
  default void alertReceived(Alert alert) {}

  /**
   * We have an alert to send; the next writes take it along.
   *
   * @param reason the error it tells of, with its clause; empty for close_notify, for a handshake
   *     we gave up, and for warnings
   */
  default void alertSent(Alert alert, Optional<TlsException> reason) {}

  /** The connection failed, in its handshake or later; its alert comes before. */
  default void failed(TlsException reason) {}

  /**
   * Both directions are over and the last record is written. Once, and never if a driver forgets
   * the connection before.
   */
  default void ended(ConnectionTotals totals) {}

  /** Makes the listeners of many connections; thread-safe where these start in many threads. */
  @FunctionalInterface
  interface Factory {
    /** Nobody listens. */
    Factory NONE = () -> ConnectionListener.NONE;

    /** A connection starts. */
    ConnectionListener starting();

    /** Tells several, in this order. */
    static Factory all(List<Factory> factories) {
      List<Factory> all = List.copyOf(factories);
      return () -> new ListenerChain(all.stream().map(Factory::starting).toList());
    }
  }
}
