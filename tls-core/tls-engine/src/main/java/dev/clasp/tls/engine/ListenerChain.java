package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/** Several listeners as one. */
record ListenerChain(List<ConnectionListener> listeners) implements ConnectionListener {
  @Override
  public void handshakeEvent(HandshakeEvent event) {
    listeners.forEach(each -> each.handshakeEvent(event));
  }

  @Override
  public void established(SessionInfo session) {
    listeners.forEach(each -> each.established(session));
  }

  @Override
  public void alertReceived(Alert alert) {
    listeners.forEach(each -> each.alertReceived(alert));
  }

  @Override
  public void alertSent(Alert alert, Optional<TlsException> reason) {
    listeners.forEach(each -> each.alertSent(alert, reason));
  }

  @Override
  public void failed(TlsException reason) {
    listeners.forEach(each -> each.failed(reason));
  }

  @Override
  public void ended(ConnectionTotals totals) {
    listeners.forEach(each -> each.ended(totals));
  }
}
