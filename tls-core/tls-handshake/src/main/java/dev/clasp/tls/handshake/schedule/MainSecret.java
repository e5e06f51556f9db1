package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;

/**
 * The last stage of the key schedule (RFC 9846 §7.1).
 *
 * <pre>{@code
 *     Derive-Secret(., "derived", "")
 *           |
 *           v
 * 0 --> HKDF-Extract = Main Secret
 *           |
 *           +-----> Derive-Secret(., "c ap traffic", ClientHello...server Finished)
 *           |              = client_application_traffic_secret_0
 *           +-----> Derive-Secret(., "s ap traffic", ClientHello...server Finished)
 *           |              = server_application_traffic_secret_0
 *           +-----> Derive-Secret(., "exp master", ClientHello...server Finished)
 *           |              = exporter_secret
 *           +-----> Derive-Secret(., "res master", ClientHello...client Finished)
 *                          = resumption_secret
 * }</pre>
 */
public final class MainSecret {
  private final KeySchedule schedule;
  private final Secret secret;

  MainSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  /**
   * @param serverFinished {@code ClientHello...server Finished}
   */
  public ApplicationTrafficSecret clientTraffic(Transcript serverFinished) {
    return traffic("c ap traffic", serverFinished, KeyLog.Label.CLIENT_TRAFFIC_SECRET_0);
  }

  /**
   * @param serverFinished {@code ClientHello...server Finished}
   */
  public ApplicationTrafficSecret serverTraffic(Transcript serverFinished) {
    return traffic("s ap traffic", serverFinished, KeyLog.Label.SERVER_TRAFFIC_SECRET_0);
  }

  /**
   * @param serverFinished {@code ClientHello...server Finished}
   */
  public ExporterSecret exporter(Transcript serverFinished) {
    serverFinished.requireThrough(HandshakeType.FINISHED, 1);
    Secret exporter =
        schedule.deriveLogged(secret, "exp master", serverFinished, KeyLog.Label.EXPORTER_SECRET);
    return new ExporterSecret(schedule, exporter);
  }

  /**
   * @param clientFinished {@code ClientHello...client Finished}
   */
  public ResumptionSecret resumption(Transcript clientFinished) {
    clientFinished.requireThrough(HandshakeType.FINISHED, 2);
    return new ResumptionSecret(schedule, schedule.derive(secret, "res master", clientFinished));
  }

  /** Erases the secret; what was derived from it stays. */
  public void destroy() {
    secret.destroy();
  }

  private ApplicationTrafficSecret traffic(
      String label, Transcript serverFinished, KeyLog.Label logged) {
    serverFinished.requireThrough(HandshakeType.FINISHED, 1);
    return new ApplicationTrafficSecret(
        schedule, schedule.deriveLogged(secret, label, serverFinished, logged), 0);
  }
}
