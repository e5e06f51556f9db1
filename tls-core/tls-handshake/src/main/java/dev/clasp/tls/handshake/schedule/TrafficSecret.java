package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;

/** A secret that protects the records of one sender (RFC 9846 §7.3). */
public sealed interface TrafficSecret
    permits EarlyTrafficSecret, HandshakeTrafficSecret, ApplicationTrafficSecret {
  /**
   * What the record layer needs of it.
   *
   * @throws IllegalArgumentException when the suite's hash is not the schedule's
   */
  Epoch13 epoch(Suite13 suite);
}
