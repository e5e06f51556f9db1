package dev.clasp.tls.engine.metrics;

import dev.clasp.tls.engine.ConnectionListener;
import dev.clasp.tls.engine.TimeSource;

/**
 * Counts connections on the meters of a registry. Thread-safe.
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name</th><th>tags</th><th>what</th></tr>
 *   <tr><td>{@code tls.connections.started}</td><td></td><td>counter</td></tr>
 *   <tr><td>{@code tls.connections.ended}</td><td></td>
 *     <td>counter; less than those started by the ones that are open</td></tr>
 *   <tr><td>{@code tls.handshake}</td><td>version, suite, group, resumed</td>
 *     <td>timer of complete handshakes</td></tr>
 *   <tr><td>{@code tls.failures}</td><td>phase (handshake, connection), alert, clause</td>
 *     <td>counter; the alert is empty when the peer sent one</td></tr>
 *   <tr><td>{@code tls.alerts}</td><td>direction (in, out), description</td><td>counter</td></tr>
 *   <tr><td>{@code tls.records}, {@code tls.wire.bytes}, {@code tls.data.bytes}</td>
 *     <td>direction</td><td>counters, added to when a connection ends</td></tr>
 * </table>
 *
 * <p>No tag holds what a peer chose freely, so that none can flood a registry with values.
 */
public final class ConnectionMetrics implements ConnectionListener.Factory {
  private final Meters meters;
  private final TimeSource time;

  /**
   * @param time such as {@code System::nanoTime}
   */
  public ConnectionMetrics(Meters meters, TimeSource time) {
    this.meters = meters;
    this.time = time;
  }

  @Override
  public ConnectionListener starting() {
    meters.counter("tls.connections.started").add(1);
    return new MeteredConnection(meters, time);
  }
}
