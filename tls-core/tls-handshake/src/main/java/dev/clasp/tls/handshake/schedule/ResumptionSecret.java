package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/** {@code resumption_secret} (RFC 9846 §7.1): what tickets stand for. */
public final class ResumptionSecret {
  private final KeySchedule schedule;
  private final Secret secret;

  ResumptionSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  /**
   * The PSK of one ticket (RFC 9846 §4.7.1).
   *
   * <pre>{@code
   * HKDF-Expand-Label(resumption_secret, "resumption", ticket_nonce, Hash.length)
   * }</pre>
   *
   * @param ticketNonce 0 to 255 bytes
   */
  public Secret psk(Bytes ticketNonce) {
    return schedule.kdf().expandLabel(secret, "resumption", ticketNonce, schedule.hash().length());
  }
}
