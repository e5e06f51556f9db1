package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;

/**
 * The second stage of the key schedule (RFC 9846 §7.1).
 *
 * <pre>{@code
 *       Derive-Secret(., "derived", "")
 *             |
 * shared      v
 * secret --> HKDF-Extract = Handshake Secret
 *             |
 *             +-----> Derive-Secret(., "c hs traffic", ClientHello...ServerHello)
 *             |              = client_handshake_traffic_secret
 *             +-----> Derive-Secret(., "s hs traffic", ClientHello...ServerHello)
 *             |              = server_handshake_traffic_secret
 *             v
 *       Derive-Secret(., "derived", "")
 * }</pre>
 *
 * <p>Gives the keys of the handshake and of both Finished; no application keys.
 */
public final class HandshakeSecret {
  private final KeySchedule schedule;
  private final Secret secret;

  HandshakeSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  /**
   * @param serverHello {@code ClientHello...ServerHello}
   */
  public HandshakeTrafficSecret clientTraffic(Transcript serverHello) {
    return traffic("c hs traffic", serverHello, KeyLog.Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET);
  }

  /**
   * @param serverHello {@code ClientHello...ServerHello}
   */
  public HandshakeTrafficSecret serverTraffic(Transcript serverHello) {
    return traffic("s hs traffic", serverHello, KeyLog.Label.SERVER_HANDSHAKE_TRAFFIC_SECRET);
  }

  /** The next stage: {@code HKDF-Extract(., 0)}. */
  public MainSecret toMain() {
    return new MainSecret(schedule, schedule.extractNext(secret, schedule.zeros()));
  }

  /** Erases the secret; what was derived from it stays. */
  public void destroy() {
    secret.destroy();
  }

  private HandshakeTrafficSecret traffic(
      String label, Transcript serverHello, KeyLog.Label logged) {
    // A HelloRetryRequest is a server_hello too, so after one this is the second.
    int nth = serverHello.types().contains(HandshakeType.MESSAGE_HASH) ? 2 : 1;
    serverHello.requireThrough(HandshakeType.SERVER_HELLO, nth);
    return new HandshakeTrafficSecret(
        schedule, schedule.deriveLogged(secret, label, serverHello, logged));
  }
}
