package dev.clasp.tls.record;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.PerRecordNonce;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Protection12;
import java.nio.ByteBuffer;

/** How an AEAD of TLS 1.2 gets its nonce. The arrays handed out are used again. */
sealed interface Nonce12 {
  static Nonce12 of(Protection12.Aead protection, Secret fixedIv) {
    return protection.recordIvLength() == 0
        ? new FromSequenceNumber(new PerRecordNonce(fixedIv), new byte[AeadAlgorithm.NONCE_LENGTH])
        : PartlyExplicit.of(fixedIv, protection.recordIvLength());
  }

  /** Bytes at the beginning of a record's body. */
  int explicitLength();

  /** The nonce of a record received; moves the position of the body behind the explicit part. */
  byte[] received(long sequenceNumber, ByteBuffer body);

  /** The nonce of a record to send; writes the explicit part. */
  byte[] sent(long sequenceNumber, ByteBuffer wire);

  /**
   * {@code struct { opaque salt[4]; opaque nonce_explicit[8]; } GCMNonce} (RFC 5288 §3), and the
   * same for CCM (RFC 6655 §3).
   *
   * <p>The salt hides in a {@link PerRecordNonce} whose last bytes are zeros, so that a number is
   * put behind it as it is.
   */
  record PartlyExplicit(PerRecordNonce salted, byte[] nonce, int explicitLength)
      implements Nonce12 {
    static PartlyExplicit of(Secret salt, int explicitLength) {
      return new PartlyExplicit(
          new PerRecordNonce(salt.plus(Secret.zeros(explicitLength))),
          new byte[AeadAlgorithm.NONCE_LENGTH],
          explicitLength);
    }

    @Override
    public byte[] received(long sequenceNumber, ByteBuffer body) {
      salted.write(0, nonce);
      body.get(nonce, nonce.length - explicitLength, explicitLength);
      return nonce;
    }

    @Override
    public byte[] sent(long sequenceNumber, ByteBuffer wire) {
      salted.write(sequenceNumber, nonce);
      wire.put(nonce, nonce.length - explicitLength, explicitLength);
      return nonce;
    }
  }

  /** The sequence number XOR the IV (RFC 7905 §2). */
  record FromSequenceNumber(PerRecordNonce perRecord, byte[] nonce) implements Nonce12 {
    @Override
    public int explicitLength() {
      return 0;
    }

    @Override
    public byte[] received(long sequenceNumber, ByteBuffer body) {
      perRecord.write(sequenceNumber, nonce);
      return nonce;
    }

    @Override
    public byte[] sent(long sequenceNumber, ByteBuffer wire) {
      return received(sequenceNumber, wire);
    }
  }
}
