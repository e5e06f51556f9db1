package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import java.util.Optional;

/**
 * What both sides derive as soon as the hellos are exchanged: the secrets that depend on {@code
 * ClientHello...ServerHello}, and the next stage. The stages before are erased.
 */
public record HandshakeKeys(
    HandshakeTrafficSecret client, HandshakeTrafficSecret server, MainSecret main) {

  /**
   * Of a handshake with a key exchange and no PSK.
   *
   * @param sharedSecret of the key exchange; erased
   * @param serverHello {@code ClientHello...ServerHello}
   */
  public static HandshakeKeys derive(
      KeySchedule schedule, Secret sharedSecret, Transcript serverHello) {
    return derive(schedule, Optional.empty(), Optional.of(sharedSecret), serverHello);
  }

  /**
   * Of any handshake: with a PSK, a key exchange, or both (RFC 9846 §2).
   *
   * @param psk stays as it is: it may be in a store
   * @param sharedSecret of the key exchange; erased
   * @param serverHello {@code ClientHello...ServerHello}
   */
  public static HandshakeKeys derive(
      KeySchedule schedule,
      Optional<Secret> psk,
      Optional<Secret> sharedSecret,
      Transcript serverHello) {
    EarlySecret early = psk.map(schedule::early).orElseGet(schedule::earlyWithoutPsk);
    HandshakeSecret handshake =
        sharedSecret.map(early::toHandshake).orElseGet(early::toHandshakeWithoutKeyExchange);
    early.destroy();
    sharedSecret.ifPresent(Secret::destroy);
    HandshakeKeys keys =
        new HandshakeKeys(
            handshake.clientTraffic(serverHello),
            handshake.serverTraffic(serverHello),
            handshake.toMain());
    handshake.destroy();
    return keys;
  }
}
