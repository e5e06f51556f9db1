package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;

/**
 * {@code finished_key = HKDF-Expand-Label(BaseKey, "finished", "", Hash.length)} (RFC 9846 §4.5.3).
 */
record FinishedKey(KeySchedule schedule, Secret key) {
  private static final Rfc SECTION = Rfc.rfc9846("4.5.3", 1);

  static FinishedKey of(KeySchedule schedule, Secret baseKey) {
    return new FinishedKey(
        schedule,
        schedule.kdf().expandLabel(baseKey, "finished", Bytes.empty(), schedule.hash().length()));
  }

  /**
   * Checks the content of the peer's Finished. CT: reveals the verdict only.
   *
   * @throws DecodeException {@code decode_error} when it is not {@code Hash.length} bytes
   * @throws ProtocolViolation {@code decrypt_error} when it is another value
   */
  FinishedVerified verify(Bytes verifyData, Bytes transcriptHash) throws TlsException {
    // "opaque verify_data[Hash.length]": a length is syntax.
    if (verifyData.size() != schedule.hash().length()) {
      throw new DecodeException(
          "Finished.verify_data",
          "%d bytes, expected %d".formatted(verifyData.size(), schedule.hash().length()),
          SECTION);
    }
    // "Recipients of Finished messages MUST verify that the contents are correct"
    Secret expected = Secret.copyOf(mac(transcriptHash));
    if (!expected.equals(Secret.copyOf(verifyData))) {
      throw ProtocolViolation.decryptError(
          SECTION, "Finished.verify_data: does not match the handshake");
    }
    return new FinishedVerified();
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
