package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.protocol.Suite13;
import java.util.Optional;

/**
 * The key schedule of RFC 9846 §7.1 over whatever transcript the script chose.
 *
 * <pre>{@code
 *            0
 *  PSK ->  HKDF-Extract = Early Secret
 *            |  Derive-Secret(., "derived", "")
 * (EC)DHE -> HKDF-Extract = Handshake Secret
 *            +-> "c hs traffic", "s hs traffic"
 *            |  Derive-Secret(., "derived", "")
 *    0 ->  HKDF-Extract = Main Secret
 *            +-> "c ap traffic", "s ap traffic", "exp master", "res master"
 * }</pre>
 *
 * <p>Written apart from the stack's own schedule on purpose: a fault there cannot cancel itself out
 * here.
 */
public final class PeerSchedule {
  private final CryptoProvider crypto;
  private final Suite13 suite;
  private final Tls13Kdf kdf;
  private Secret stage;

  private PeerSchedule(CryptoProvider crypto, Suite13 suite, Secret psk) {
    this.crypto = crypto;
    this.suite = suite;
    this.kdf = new Tls13Kdf(crypto.hashes(), suite.hash());
    this.stage = kdf.extract(Secret.zeros(suite.hash().length()), psk);
  }

  /**
   * Starts at the Early Secret.
   *
   * @param psk empty for a full handshake
   */
  public static PeerSchedule start(CryptoProvider crypto, Suite13 suite, Optional<Secret> psk) {
    return new PeerSchedule(
        crypto, suite, psk.orElseGet(() -> Secret.zeros(suite.hash().length())));
  }

  public Suite13 suite() {
    return suite;
  }

  /** From Early to Handshake Secret, or from Handshake to Main Secret. */
  public void advance(Secret input) {
    stage = kdf.extract(kdf.deriveSecret(stage, "derived", kdf.emptyHash()), input);
  }

  /** From Handshake to Main Secret. */
  public void advance() {
    advance(Secret.zeros(suite.hash().length()));
  }

  /** Derive-Secret from the present stage. */
  public Secret derive(String label, Bytes transcriptHash) {
    return kdf.deriveSecret(stage, label, transcriptHash);
  }

  /** The binder key of a resumption PSK (§7.1). */
  public Secret resumptionBinderKey() {
    return kdf.deriveSecret(stage, "res binder", kdf.emptyHash());
  }

  /** The binder key of a key from outside (§7.1). */
  public Secret externalBinderKey() {
    return kdf.deriveSecret(stage, "ext binder", kdf.emptyHash());
  }

  /** application_traffic_secret_N+1 (§7.2). */
  public Secret next(Secret trafficSecret) {
    return kdf.expandLabel(trafficSecret, "traffic upd", Bytes.empty(), suite.hash().length());
  }

  /** The PSK of a ticket (§4.7.1). */
  public Secret ticketPsk(Secret resumptionSecret, Bytes ticketNonce) {
    return kdf.expandLabel(resumptionSecret, "resumption", ticketNonce, suite.hash().length());
  }

  /** verify_data of Finished, or a binder (§4.5.3). */
  public Bytes finished(Secret baseKey, Bytes transcriptHash) {
    Secret key = kdf.expandLabel(baseKey, "finished", Bytes.empty(), suite.hash().length());
    Hmac hmac = crypto.hashes().hmac(suite.hash(), key);
    hmac.update(transcriptHash);
    byte[] mac = new byte[hmac.length()];
    hmac.finish(mac, 0);
    return Bytes.copyOf(mac);
  }
}
