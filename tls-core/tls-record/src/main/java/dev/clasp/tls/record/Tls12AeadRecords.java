package dev.clasp.tls.record;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.RecordException;
import java.nio.ByteBuffer;

/**
 * AEAD protection of TLS 1.2 (RFC 5246 §6.2.3.3), with AES-GCM (RFC 5288), AES-CCM (RFC 6655) and
 * ChaCha20-Poly1305 (RFC 7905).
 *
 * <pre>{@code
 *  header                            body
 * +------+---------+--------+       +----------------+---------------+-----+
 * | type | 03 03   | length |       | nonce_explicit | AEAD(content) | tag |
 * +------+---------+--------+       +----------------+---------------+-----+
 *
 * additional_data = seq_num + type + version + length of the content
 * }</pre>
 *
 * <p>Nothing hides the type, and there is no padding. Of the two ways to make a nonce, the one with
 * an explicit part uses the sequence number there, as RFC 5288 §3 allows: it never repeats under a
 * key. ChaCha20-Poly1305 has no explicit part and the nonce of TLS 1.3.
 */
public final class Tls12AeadRecords {
  private final AeadAlgorithm algorithm;
  private final Aead aead;
  private final Nonce12 nonces;
  private final byte[] additionalData = new byte[13];

  private Tls12AeadRecords(Epoch12 epoch, Protection12.Aead protection, CryptoProvider crypto) {
    algorithm = protection.algorithm();
    aead = crypto.aeads().keyed(algorithm, epoch.encKey());
    nonces = Nonce12.of(protection, epoch.fixedIv());
  }

  /** Opens records of the peer that holds the same keys. */
  public static RecordOpener opener(
      Epoch12 epoch, Protection12.Aead protection, CryptoProvider crypto) {
    return new Opener(new Tls12AeadRecords(epoch, protection, crypto));
  }

  public static RecordSealer sealer(
      Epoch12 epoch, Protection12.Aead protection, CryptoProvider crypto) {
    return new Sealer(new Tls12AeadRecords(epoch, protection, crypto));
  }

  private int expansion() {
    return nonces.explicitLength() + algorithm.tagLength();
  }

  private ByteBuffer additionalData(long sequenceNumber, RecordHeader header, int contentLength) {
    Tls12Rules.writePrefix(sequenceNumber, header, additionalData);
    additionalData[11] = (byte) (contentLength >> 8);
    additionalData[12] = (byte) contentLength;
    return ByteBuffer.wrap(additionalData);
  }

  private record Opener(Tls12AeadRecords keys) implements RecordOpener {
    @Override
    public void check(RecordHeader header) throws RecordException {
      Tls12Rules.check(header);
    }

    @Override
    public int roomFor(RecordHeader header) {
      return Math.max(0, header.length() - keys.expansion());
    }

    @Override
    public boolean protectsChangeCipherSpec() {
      return true;
    }

    @Override
    public ContentType open(
        long sequenceNumber, RecordHeader header, ByteBuffer body, ByteBuffer plaintext)
        throws RecordException {
      int start = plaintext.position();
      int length = header.length() - keys.expansion();
      if (length < 0) {
        throw Tls12Rules.badRecordMac();
      }
      byte[] nonce = keys.nonces.received(sequenceNumber, body);
      ByteBuffer additionalData = keys.additionalData(sequenceNumber, header, length);
      try {
        keys.aead.open(nonce, additionalData, body, plaintext);
        return Tls12Rules.opened(header, length);
      } catch (AuthenticationFailed e) {
        plaintext.position(start);
        throw Tls12Rules.badRecordMac();
      } catch (RecordException e) {
        plaintext.position(start);
        throw e;
      }
    }
  }

  private record Sealer(Tls12AeadRecords keys) implements RecordSealer {
    @Override
    public int outerType(int type) {
      return type;
    }

    @Override
    public boolean protectsChangeCipherSpec() {
      return true;
    }

    @Override
    public int bodyLength(int contentLength, int padding) {
      return contentLength + keys.expansion();
    }

    /** The same as for TLS 1.3, as RFC 9325 §4.4 recommends. */
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
      int length = content.remaining();
      Tls12Rules.requireRoom(wire.remaining(), RecordHeader.LENGTH + bodyLength(length, 0));
      header.writeTo(wire);
      byte[] nonce = keys.nonces.sent(sequenceNumber, wire);
      ByteBuffer additionalData = keys.additionalData(sequenceNumber, header, length);
      // The content is copied to where its ciphertext goes, and encrypted in place.
      ByteBuffer copy = wire.duplicate();
      copy.put(content).flip().position(wire.position());
      keys.aead.seal(nonce, additionalData, copy, wire);
    }
  }
}
