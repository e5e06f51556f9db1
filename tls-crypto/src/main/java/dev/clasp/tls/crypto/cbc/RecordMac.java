package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashState;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.Secret;
import java.util.Arrays;

/**
 * HMAC (RFC 2104) in its two halves, so that the inner one can be finished at many places.
 *
 * <pre>{@code
 * H(K XOR opad, H(K XOR ipad, text))
 * }</pre>
 *
 * @param length of the MAC, in bytes
 */
record RecordMac(HashState innerStart, HashState outerStart, int length) {
  /**
   * @param key {@link MacAlgorithm#length} bytes
   */
  static RecordMac keyed(Hashes hashes, MacAlgorithm algorithm, Secret key) {
    if (key.size() != algorithm.length()) {
      throw new IllegalArgumentException(
          "%s key: %d bytes, expected %d".formatted(algorithm, key.size(), algorithm.length()));
    }
    return new RecordMac(
        start(hashes, algorithm, key, 0x36), start(hashes, algorithm, key, 0x5C), key.size());
  }

  /** The inner hash, with the padded key in it. */
  HashState inner() {
    return innerStart.fork();
  }

  /** The MAC, from the finished inner hash. CT: reveals nothing. */
  Bytes outer(byte[] innerHash) {
    HashState outer = outerStart.fork();
    outer.update(innerHash, 0, innerHash.length);
    return outer.finish();
  }

  /** The MAC of {@code prefix + uint16 length + text}, where the length is no secret. */
  Bytes of(byte[] prefix, byte[] text, int offset, int textLength) {
    HashState inner = inner();
    updateHeader(inner, prefix, textLength);
    inner.update(text, offset, textLength);
    return outer(inner.finish().toArray());
  }

  /** CT: reveals nothing of {@code contentLength}, which goes into the first block as it is. */
  static void updateHeader(HashState inner, byte[] prefix, int contentLength) {
    inner.update(prefix, 0, CbcHmac.PREFIX_LENGTH);
    inner.update(new byte[] {(byte) (contentLength >> 8), (byte) contentLength}, 0, 2);
  }

  private static HashState start(Hashes hashes, MacAlgorithm algorithm, Secret key, int pad) {
    byte[] block = new byte[algorithm.blockLength()];
    key.useIn(bytes -> System.arraycopy(bytes, 0, block, 0, bytes.length));
    for (int i = 0; i < block.length; i++) {
      block[i] ^= (byte) pad;
    }
    HashState state = hashes.macHash(algorithm);
    state.update(block, 0, block.length);
    Arrays.fill(block, (byte) 0);
    return state;
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "RecordMac[" + length + " bytes]";
  }
}
