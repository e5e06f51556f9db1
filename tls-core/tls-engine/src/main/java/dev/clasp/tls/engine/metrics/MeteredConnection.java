package dev.clasp.tls.engine.metrics;

import dev.clasp.tls.engine.ConnectionListener;
import dev.clasp.tls.engine.ConnectionTotals;
import dev.clasp.tls.engine.SessionInfo;
import dev.clasp.tls.engine.TimeSource;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.time.Duration;
import java.util.Optional;

/** One connection on the meters. */
final class MeteredConnection implements ConnectionListener {
  private final Meters meters;
  private final TimeSource time;
  private final long started; // nanoseconds
  private boolean established;

  MeteredConnection(Meters meters, TimeSource time) {
    this.meters = meters;
    this.time = time;
    this.started = time.nanoTime();
  }

  @Override
  public void established(SessionInfo session) {
    established = true;
    meters
        .timer(
            "tls.handshake",
            "version",
            session.version().toString(),
            "suite",
            session.suite().toString(),
            "group",
            session.group().map(NamedGroup::toString).orElse(""),
            "resumed",
            String.valueOf(session.resumed().isPresent()))
        .record(Duration.ofNanos(time.nanoTime() - started));
  }

  @Override
  public void alertReceived(Alert alert) {
    alert("in", alert);
  }

  @Override
  public void alertSent(Alert alert, Optional<TlsException> reason) {
    alert("out", alert);
  }

  private void alert(String direction, Alert alert) {
    meters
        .counter(
            "tls.alerts", "direction", direction, "description", alert.description().toString())
        .add(1);
  }

  @Override
  public void failed(TlsException reason) {
    meters
        .counter(
            "tls.failures",
            "phase",
            established ? "connection" : "handshake",
            "alert",
            reason.alert().map(AlertDescription::toString).orElse(""),
            "clause",
            reason.clause().map(Rfc::toString).orElse(""))
        .add(1);
  }

  @Override
  public void ended(ConnectionTotals totals) {
    meters.counter("tls.connections.ended").add(1);
    count("tls.records", totals.recordsRead(), totals.recordsWritten());
    count("tls.wire.bytes", totals.wireBytesRead(), totals.wireBytesWritten());
    count("tls.data.bytes", totals.dataBytesRead(), totals.dataBytesWritten());
  }

  private void count(String name, long in, long out) {
    meters.counter(name, "direction", "in").add(in);
    meters.counter(name, "direction", "out").add(out);
  }
}
