package dev.clasp.tls.record;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.cbc.CbcHmac;
import dev.clasp.tls.crypto.cbc.EncryptThenMac;
import dev.clasp.tls.crypto.cbc.MacThenEncrypt;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.RecordException;
import java.nio.ByteBuffer;

/**
 * CBC protection of TLS 1.2 with HMAC, MAC inside (RFC 5246 §6.2.3.2) or outside (RFC 7366).
 *
 * <pre>{@code
 * MAC-then-encrypt:  | IV | CBC( content | MAC | padding ) |
 * encrypt-then-MAC:  | IV | CBC( content | padding ) | MAC |
 * }</pre>
 *
 * <p>Wrong padding, a wrong MAC and a length that cannot be are one {@code bad_record_mac}, thrown
 * at one place, after the same work. RFC 5246 §6.2.3.2 wants "the record processing time [...]
 * essentially the same whether or not the padding is correct", and then leaves "a small timing
 * channel" that turned out to be enough (Lucky 13); {@link MacThenEncrypt} leaves none.
 */
public final class Tls12CbcRecords {
  /**
   * 2^26 records of 2^14 bytes are 2^36 blocks; two equal ones among them have a probability of
   * 2^-57. That is what RFC 9846 §5.5 grants AES-GCM.
   */
  private static final long RECORD_LIMIT = 1L << 26;

  private final CbcHmac cipher;
  private final RandomSource random;
  private final byte[] prefix = new byte[CbcHmac.PREFIX_LENGTH];

  private Tls12CbcRecords(Epoch12 epoch, Protection12.Cbc protection, CryptoProvider crypto) {
    random = crypto.random();
    cipher =
        epoch.encryptThenMac()
            ? EncryptThenMac.keyed(
                crypto, protection.cipher(), protection.mac(), epoch.encKey(), epoch.macKey())
            : MacThenEncrypt.keyed(
                crypto, protection.cipher(), protection.mac(), epoch.encKey(), epoch.macKey());
  }

  /** Opens records of the peer that holds the same keys. */
  public static RecordOpener opener(
      Epoch12 epoch, Protection12.Cbc protection, CryptoProvider crypto) {
    return new Opener(new Tls12CbcRecords(epoch, protection, crypto));
  }

  /** Seals with the least padding, and more where the caller wants it. */
  public static RecordSealer sealer(
      Epoch12 epoch, Protection12.Cbc protection, CryptoProvider crypto) {
    return new Sealer(new Tls12CbcRecords(epoch, protection, crypto));
  }

  private byte[] prefix(long sequenceNumber, RecordHeader header) {
    Tls12Rules.writePrefix(sequenceNumber, header, prefix);
    return prefix;
  }

  private record Opener(Tls12CbcRecords keys) implements RecordOpener {
    @Override
    public void check(RecordHeader header) throws RecordException {
      Tls12Rules.check(header);
    }

    @Override
    public int roomFor(RecordHeader header) {
      return keys.cipher.maxContentLength(header.length());
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
      try {
        keys.cipher.open(keys.prefix(sequenceNumber, header), body, plaintext);
        return Tls12Rules.opened(header, plaintext.position() - start);
      } catch (AuthenticationFailed e) {
        throw Tls12Rules.badRecordMac();
      } catch (RecordException e) {
        plaintext.position(start);
        throw e;
      }
    }
  }

  private record Sealer(Tls12CbcRecords keys) implements RecordSealer {
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
      return keys.cipher.sealedLength(contentLength, padding);
    }

    @Override
    public long recordLimit() {
      return RECORD_LIMIT;
    }

    @Override
    public void seal(
        long sequenceNumber,
        RecordHeader header,
        int type,
        ByteBuffer content,
        int padding,
        ByteBuffer wire) {
      int length = RecordHeader.LENGTH + bodyLength(content.remaining(), padding);
      Tls12Rules.requireRoom(wire.remaining(), length);
      header.writeTo(wire);
      byte[] prefix = keys.prefix(sequenceNumber, header);
      keys.cipher.seal(keys.random, prefix, content, padding, wire);
    }
  }
}
