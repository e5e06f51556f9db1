package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;

/** {@code client_early_traffic_secret} (RFC 9846 §7.1): protects early data and EndOfEarlyData. */
public final class EarlyTrafficSecret implements TrafficSecret {
  private final KeySchedule schedule;
  private final Secret secret;

  EarlyTrafficSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  @Override
  public Epoch13 epoch(Suite13 suite) {
    schedule.requireHashOf(suite);
    return new Epoch13(Epoch13.Kind.EARLY_DATA, suite, secret);
  }
}
