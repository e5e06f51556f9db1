package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;

/**
 * What both sides derive as soon as the hellos are exchanged: the secrets that depend on {@code
 * ClientHello...ServerHello}, and the next stage. The stages before are erased.
 */
public record HandshakeKeys(
    HandshakeTrafficSecret client, HandshakeTrafficSecret server, MainSecret main) {

  /**
   * Of a handshake without PSK.
   *
   * @param sharedSecret of the key exchange; erased
   * @param serverHello {@code ClientHello...ServerHello}
   */
  public static HandshakeKeys derive(
      KeySchedule schedule, Secret sharedSecret, Transcript serverHello) {
    EarlySecret early = schedule.earlyWithoutPsk();
    HandshakeSecret handshake = early.toHandshake(sharedSecret);
    early.destroy();
    sharedSecret.destroy();
    HandshakeKeys keys =
        new HandshakeKeys(
            handshake.clientTraffic(serverHello),
            handshake.serverTraffic(serverHello),
            handshake.toMain());
    handshake.destroy();
    return keys;
  }
}
