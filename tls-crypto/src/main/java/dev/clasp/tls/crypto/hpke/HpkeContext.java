package dev.clasp.tls.crypto.hpke;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PerRecordNonce;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;

/**
 * One direction of messages, in order (RFC 9180 §5.2), and exported secrets (§5.3). Not
 * thread-safe.
 *
 * <p>CT: reveals lengths and the verdict only, as far as AEAD and HMAC do not reveal more.
 */
public final class HpkeContext {
  private final Aead aead;
  private final PerRecordNonce nonces;
  private final LabeledKdf kdf;
  private final Secret exporterSecret;
  private long sequenceNumber;

  HpkeContext(Aead aead, PerRecordNonce nonces, LabeledKdf kdf, Secret exporterSecret) {
    this.aead = aead;
    this.nonces = nonces;
    this.kdf = kdf;
    this.exporterSecret = exporterSecret;
  }

  /** Context.Seal: the next message, encrypted; for the sender only. */
  public Bytes seal(Bytes associatedData, Bytes plaintext) {
    ByteBuffer sealed = ByteBuffer.allocate(plaintext.size() + aead.algorithm().tagLength());
    aead.seal(nonce(), associatedData.asByteBuffer(), plaintext.asByteBuffer(), sealed);
    advance();
    return Bytes.copyOf(sealed.flip());
  }

  /**
   * Context.Open: the next message, decrypted; for the recipient only.
   *
   * @throws AuthenticationFailed when it is not the next message; the same may be tried again
   */
  public Bytes open(Bytes associatedData, Bytes ciphertext) throws AuthenticationFailed {
    ByteBuffer opened = ByteBuffer.allocate(ciphertext.size());
    aead.open(nonce(), associatedData.asByteBuffer(), ciphertext.asByteBuffer(), opened);
    advance();
    return Bytes.copyOf(opened.flip());
  }

  /** Context.Export: a secret both sides can derive. */
  public Secret export(Bytes exporterContext, int length) {
    return kdf.expand(exporterSecret, "sec", exporterContext, length);
  }

  private byte[] nonce() {
    byte[] nonce = new byte[AeadAlgorithm.NONCE_LENGTH];
    nonces.write(sequenceNumber, nonce);
    return nonce;
  }

  /** MessageLimitReached (§5.2) would come after 2^96 messages; a long ends sooner. */
  private void advance() {
    sequenceNumber = Math.incrementExact(sequenceNumber);
  }
}
