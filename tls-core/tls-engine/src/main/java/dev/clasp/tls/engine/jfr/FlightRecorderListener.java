package dev.clasp.tls.engine.jfr;

import dev.clasp.tls.engine.ConnectionListener;
import dev.clasp.tls.engine.ConnectionTotals;
import dev.clasp.tls.engine.SessionInfo;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/** The events of one connection. Their times are the recorder's: no clock of ours is asked. */
final class FlightRecorderListener implements ConnectionListener {
  private final String endpoint;
  private final ConnectionJfrEvent connection = new ConnectionJfrEvent();
  private final HandshakeJfrEvent handshake = new HandshakeJfrEvent();
  private boolean handshakeOver;

  FlightRecorderListener(String endpoint) {
    this.endpoint = endpoint;
    connection.begin();
    handshake.begin();
  }

  /** What is known of a handshake that fails half-way. */
  @Override
  public void handshakeEvent(HandshakeEvent event) {
    if (event instanceof HandshakeEvent.Negotiated hellos) {
      handshake.version = hellos.version().toString();
      handshake.cipherSuite = hellos.suite().toString();
      hellos.group().map(NamedGroup::toString).ifPresent(group -> handshake.group = group);
    } else if (event instanceof HandshakeEvent.ServerNameRequested requested) {
      handshake.serverName = requested.hostName();
    }
  }

  @Override
  public void established(SessionInfo session) {
    handshake.version = session.version().toString();
    handshake.cipherSuite = session.suite().toString();
    session.group().map(NamedGroup::toString).ifPresent(group -> handshake.group = group);
    session.applicationProtocol().ifPresent(name -> handshake.applicationProtocol = name);
    session.peer().ifPresent(path -> handshake.peer = path.leaf().subject().toString());
    handshake.resumed = session.resumed().isPresent();
    handshake.complete = true;
    endHandshake();
  }

  @Override
  public void alertReceived(Alert alert) {
    alert(alert, false, Optional.empty());
  }

  @Override
  public void alertSent(Alert alert, Optional<TlsException> reason) {
    alert(alert, true, reason);
  }

  private void alert(Alert alert, boolean sent, Optional<TlsException> reason) {
    AlertJfrEvent event = new AlertJfrEvent();
    if (!event.isEnabled()) {
      return;
    }
    event.endpoint = endpoint;
    event.sent = sent;
    event.level = alert.level();
    event.description = alert.description().toString();
    event.reason = reason.map(Throwable::getMessage).orElse("");
    event.clause = clause(reason);
    event.commit();
  }

  @Override
  public void failed(TlsException reason) {
    handshake.reason = Optional.ofNullable(reason.getMessage()).orElse("");
    handshake.clause = clause(Optional.of(reason));
    endHandshake();
  }

  private void endHandshake() {
    if (!handshakeOver) {
      handshakeOver = true;
      handshake.endpoint = endpoint;
      handshake.commit();
    }
  }

  @Override
  public void ended(ConnectionTotals totals) {
    endHandshake(); // one that we gave up
    connection.endpoint = endpoint;
    connection.recordsRead = totals.recordsRead();
    connection.wireBytesRead = totals.wireBytesRead();
    connection.dataBytesRead = totals.dataBytesRead();
    connection.recordsWritten = totals.recordsWritten();
    connection.wireBytesWritten = totals.wireBytesWritten();
    connection.dataBytesWritten = totals.dataBytesWritten();
    connection.commit();
  }

  private static String clause(Optional<TlsException> reason) {
    return reason.flatMap(TlsException::clause).map(Rfc::toString).orElse("");
  }
}
