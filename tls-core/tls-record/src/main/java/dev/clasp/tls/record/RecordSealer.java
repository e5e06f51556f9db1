package dev.clasp.tls.record;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Protection12;
import java.nio.ByteBuffer;

/**
 * Protects the records of one epoch. Not thread-safe.
 *
 * <p>Permissive: seals whatever the wire can carry. {@link WriteHalf#seal} adds the rules.
 */
public interface RecordSealer {
  /** The protection the epoch stands for, under keys derived from its secret. */
  static RecordSealer of(Epoch epoch, CryptoProvider crypto) {
    if (epoch instanceof Epoch13 epoch13) {
      return Tls13Records.sealer(epoch13, crypto);
    }
    if (epoch instanceof Epoch12 epoch12) {
      return sealer12(epoch12, crypto);
    }
    throw new AssertionError("epoch of unknown kind: " + epoch.getClass());
  }

  private static RecordSealer sealer12(Epoch12 epoch, CryptoProvider crypto) {
    Protection12 protection = epoch.suite().protection();
    if (protection instanceof Protection12.Cbc cbc) {
      return Tls12CbcRecords.sealer(epoch, cbc, crypto);
    }
    return Tls12AeadRecords.sealer(epoch, (Protection12.Aead) protection, crypto);
  }

  /** Whether a change_cipher_spec is sealed as everything else, as TLS 1.3 never does. */
  boolean protectsChangeCipherSpec();

  /** The type an observer of the wire is shown for content of the given type. */
  int outerType(int type);

  /** The size of the body {@link #seal} writes, in bytes. */
  int bodyLength(int contentLength, int padding);

  /** How many records may be sealed under these keys (RFC 9846 §5.5, RFC 9325 §4.4). */
  long recordLimit();

  /**
   * Writes header and protected body, and moves the positions of {@code content} and {@code wire}.
   *
   * @param sequenceNumber of the record, unsigned
   * @param header goes to the wire and under the protection as it is, be it true or not
   * @param type of the content, 0 to 255
   * @param content all that remains
   * @param padding zero bytes to add; CBC adds whole blocks of its own kind (RFC 5246 §6.2.3.2),
   *     and a protection that has none ignores it
   * @throws IllegalArgumentException when {@code wire} has less room than header and body need;
   *     then nothing was written
   */
  void seal(
      long sequenceNumber,
      RecordHeader header,
      int type,
      ByteBuffer content,
      int padding,
      ByteBuffer wire);
}
