package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PerRecordNonce;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import java.nio.ByteBuffer;

/**
 * Record protection of TLS 1.3 (RFC 9846 §5.2).
 *
 * <pre>{@code
 *  header: additional data          body
 * +----+---------+--------+------------------------------------------+-------+
 * | 23 | 03 03   | length | AEAD( content | type | zeros )           |  tag  |
 * +----+---------+--------+------------------------------------------+-------+
 * }</pre>
 *
 * <p>Keys (§7.3) come from the epoch's traffic secret, which stays the caller's:
 *
 * <pre>{@code
 * [sender]_write_key = HKDF-Expand-Label(Secret, "key", "", key_length)
 * [sender]_write_iv  = HKDF-Expand-Label(Secret, "iv", "", iv_length)
 * }</pre>
 */
public final class Tls13Records {

  private final AeadAlgorithm algorithm;
  private final Aead aead;
  private final PerRecordNonce perRecordNonce;
  private final byte[] nonce = new byte[AeadAlgorithm.NONCE_LENGTH];
  private final ByteBuffer additionalData = ByteBuffer.allocate(RecordHeader.LENGTH);

  private Tls13Records(Epoch13 epoch, CryptoProvider crypto) {
    algorithm = epoch.suite().aead();
    Tls13Kdf kdf = new Tls13Kdf(crypto.hashes(), epoch.suite().hash());
    Secret secret = epoch.trafficSecret();
    Secret key = kdf.expandLabel(secret, "key", Bytes.empty(), algorithm.keyLength());
    Secret iv = kdf.expandLabel(secret, "iv", Bytes.empty(), AeadAlgorithm.NONCE_LENGTH);
    aead = crypto.aeads().keyed(algorithm, key);
    perRecordNonce = new PerRecordNonce(iv);
    key.destroy();
    iv.destroy();
  }

  /** Opens records of the peer that holds the same secret. */
  public static RecordOpener opener(Epoch13 epoch, CryptoProvider crypto) {
    return new Opener(new Tls13Records(epoch, crypto));
  }

  public static RecordSealer sealer(Epoch13 epoch, CryptoProvider crypto) {
    return new Sealer(new Tls13Records(epoch, crypto));
  }

  private byte[] nonce(long sequenceNumber) {
    perRecordNonce.write(sequenceNumber, nonce); // §5.3
    return nonce;
  }

  private ByteBuffer additionalData(RecordHeader header) {
    header.writeTo(additionalData.clear());
    return additionalData.flip();
  }

  private record Opener(Tls13Records keys) implements RecordOpener {
    @Override
    public void check(RecordHeader header) throws RecordException {
      if (!header.is(ContentType.APPLICATION_DATA)) {
        throw new RecordException(
            AlertDescription.UNEXPECTED_MESSAGE,
            Rfc.rfc9846("5", 5),
            "TLSCiphertext.opaque_type: %d, expected 23 (application_data)"
                .formatted(header.type()));
      }
      if (header.length() > RecordLimits.MAX_CIPHERTEXT) {
        throw new RecordException(
            AlertDescription.RECORD_OVERFLOW,
            Rfc.rfc9846("5.2", 2, 5),
            "TLSCiphertext.length: %d, expected at most %d"
                .formatted(header.length(), RecordLimits.MAX_CIPHERTEXT));
      }
    }

    @Override
    public boolean protectsChangeCipherSpec() {
      return false;
    }

    @Override
    public int roomFor(RecordHeader header) {
      return Math.max(0, header.length() - keys.algorithm.tagLength());
    }

    @Override
    public ContentType open(
        long sequenceNumber, RecordHeader header, ByteBuffer body, ByteBuffer plaintext)
        throws RecordException {
      int start = plaintext.position();
      try {
        keys.aead.open(keys.nonce(sequenceNumber), keys.additionalData(header), body, plaintext);
        InnerPlaintext inner = InnerPlaintext.parse(plaintext, start, plaintext.position());
        plaintext.position(start + inner.contentLength());
        return inner.type();
      } catch (AuthenticationFailed e) {
        plaintext.position(start);
        throw RecordException.badRecordMac(Rfc.rfc9846("5.2", 3));
      } catch (RecordException e) {
        plaintext.position(start);
        throw e;
      }
    }
  }

  private record Sealer(Tls13Records keys) implements RecordSealer {
    @Override
    public int outerType(int type) {
      return ContentType.APPLICATION_DATA.value();
    }

    @Override
    public boolean protectsChangeCipherSpec() {
      return false;
    }

    @Override
    public int bodyLength(int contentLength, int padding) {
      return contentLength + 1 + padding + keys.algorithm.tagLength();
    }

    @Override
    public long recordLimit() {
      return keys.algorithm.recordLimit();
    }

    @Override
    public void seal(
        long sequenceNumber,
        RecordHeader header,
        int type,
        ByteBuffer content,
        int padding,
        ByteBuffer wire) {
      int recordLength = RecordHeader.LENGTH + bodyLength(content.remaining(), padding);
      if (wire.remaining() < recordLength) {
        throw new IllegalArgumentException(
            "wire: %d bytes of room, expected %d".formatted(wire.remaining(), recordLength));
      }
      header.writeTo(wire);
      // The inner plaintext is put together where its ciphertext goes, and encrypted in place.
      ByteBuffer inner = wire.duplicate();
      InnerPlaintext.write(content, type, padding, inner);
      inner.flip().position(wire.position());
      keys.aead.seal(keys.nonce(sequenceNumber), keys.additionalData(header), inner, wire);
    }
  }
}
