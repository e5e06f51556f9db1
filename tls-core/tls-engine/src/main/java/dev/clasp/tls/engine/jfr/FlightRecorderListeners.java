package dev.clasp.tls.engine.jfr;

import dev.clasp.tls.engine.ConnectionListener;

/**
 * Writes connections to the Flight Recorder: {@code dev.clasp.tls.Handshake}, {@code
 * dev.clasp.tls.Alert} with reason and clause, {@code dev.clasp.tls.Connection}. Costs next to
 * nothing while nothing is recorded. Thread-safe.
 *
 * <pre>{@code
 * ConnectionOptions.standard().withListeners(FlightRecorderListeners.of("https"))
 * }</pre>
 *
 * <p>Server names, protocols and reasons hold what peers sent; secrets are in none of the fields.
 */
public final class FlightRecorderListeners implements ConnectionListener.Factory {
  private final String endpoint;

  private FlightRecorderListeners(String endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param endpoint tells the connections of one purpose from those of others, in every event
   */
  public static FlightRecorderListeners of(String endpoint) {
    return new FlightRecorderListeners(endpoint);
  }

  @Override
  public ConnectionListener starting() {
    return new FlightRecorderListener(endpoint);
  }
}
