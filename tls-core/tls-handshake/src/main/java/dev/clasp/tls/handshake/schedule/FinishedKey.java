package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;

/**
 * {@code finished_key = HKDF-Expand-Label(BaseKey, "finished", "", Hash.length)} (RFC 9846 §4.5.3).
 */
record FinishedKey(KeySchedule schedule, Secret key) {
  static FinishedKey of(KeySchedule schedule, Secret baseKey) {
    return new FinishedKey(
        schedule,
        schedule.kdf().expandLabel(baseKey, "finished", Bytes.empty(), schedule.hash().length()));
  }

  /** The MAC as it goes to the wire; one to compare with goes into a {@link Secret} first. */
  Bytes mac(Bytes transcriptHash) {
    Hmac hmac = schedule.hashes().hmac(schedule.hash(), key);
    hmac.update(transcriptHash);
    byte[] mac = new byte[hmac.length()];
    hmac.finish(mac, 0);
    return Bytes.copyOf(mac);
  }
}
