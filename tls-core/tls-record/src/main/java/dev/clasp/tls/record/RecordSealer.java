package dev.clasp.tls.record;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch13;
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
    throw new AssertionError("epoch of unknown kind: " + epoch.getClass());
  }

  /** The type an observer of the wire is shown for content of the given type. */
  int outerType(int type);

  /** The size of the body {@link #seal} writes, in bytes. */
  int bodyLength(int contentLength, int padding);

  /** How many records may be sealed under these keys (RFC 9846 §5.5). */
  long recordLimit();

  /**
   * Writes header and protected body, and moves the positions of {@code content} and {@code wire}.
   *
   * @param sequenceNumber of the record, unsigned
   * @param header goes to the wire and under the protection as it is, be it true or not
   * @param type of the content, 0 to 255
   * @param content all that remains
   * @param padding zero bytes to add; ignored by a protection that has none
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
