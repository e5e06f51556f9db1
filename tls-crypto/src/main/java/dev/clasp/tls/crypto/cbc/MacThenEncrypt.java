package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.BlockCbc;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.HashState;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;

/**
 * The classic order: first the MAC, then the encryption of everything (RFC 5246 §6.2.3.2).
 *
 * <pre>{@code
 * +----+-----------------------------------------------------------+
 * | IV | CBC( content | MAC | padding | padding_length )           |
 * +----+-----------------------------------------------------------+
 * }</pre>
 *
 * <p>Nothing of the padding is authenticated, and where the MAC stands depends on it. So opening is
 * where Vaudenay's padding oracle and Lucky 13 come from: whoever learns from an alert or from time
 * whether the padding was right, or how much was hashed, decrypts step by step. {@link #open}
 * therefore does the same for every record of one size:
 *
 * <ul>
 *   <li>the padding is checked with masks over the last 256 bytes;
 *   <li>wrong padding counts as none, and the MAC is computed all the same;
 *   <li>the inner hash is finished at <i>every</i> place where the content may end, 256 at most,
 *       and masks pick the right result and the bytes of the MAC received. The number of
 *       compressions and all addresses follow from the size alone;
 *   <li>one verdict falls at the end.
 * </ul>
 *
 * <p>That costs 256 short hash computations a record, with the platform's fast hash; computing the
 * compression function ourselves would cost fewer of them and lose its intrinsics.
 */
public final class MacThenEncrypt implements CbcHmac {
  private static final int BLOCK = CbcAlgorithm.BLOCK_LENGTH;

  private final BlockCbc cipher;
  private final RecordMac mac;

  private MacThenEncrypt(BlockCbc cipher, RecordMac mac) {
    this.cipher = cipher;
    this.mac = mac;
  }

  /**
   * @param encKey {@link CbcAlgorithm#keyLength} bytes, copied
   * @param macKey {@link MacAlgorithm#length} bytes, copied
   */
  public static CbcHmac keyed(
      CryptoProvider crypto,
      CbcAlgorithm algorithm,
      MacAlgorithm macAlgorithm,
      Secret encKey,
      Secret macKey) {
    return new MacThenEncrypt(
        crypto.blockCbcs().keyed(algorithm, encKey),
        RecordMac.keyed(crypto.hashes(), macAlgorithm, macKey));
  }

  @Override
  public int sealedLength(int contentLength, int extraPadding) {
    int text = contentLength + mac.length();
    return BLOCK + text + Padding.bytesFor(text, extraPadding);
  }

  @Override
  public int maxContentLength(int sealedLength) {
    return Math.max(0, sealedLength - BLOCK - mac.length() - 1);
  }

  @Override
  public void seal(
      RandomSource random, byte[] prefix, ByteBuffer content, int extraPadding, ByteBuffer sealed) {
    int length = content.remaining();
    byte[] iv = random.bytes(BLOCK).toArray();
    byte[] text = new byte[sealedLength(length, extraPadding) - BLOCK];
    content.get(text, 0, length);
    mac.of(prefix, text, 0, length).copyTo(text, length);
    int padded = length + mac.length();
    Padding.write(text, padded, text.length - padded);
    cipher.encrypt(iv, text, 0, text.length);
    sealed.put(iv).put(text);
  }

  /** CT: reveals the size of the record, the verdict, and the length of content it accepted. */
  @Override
  public void open(byte[] prefix, ByteBuffer sealed, ByteBuffer content)
      throws AuthenticationFailed {
    int size = sealed.remaining() - BLOCK;
    if (size < mac.length() + 1 || size % BLOCK != 0) {
      throw new AuthenticationFailed(); // whoever sent it knows its size
    }
    byte[] iv = new byte[BLOCK];
    byte[] text = new byte[size];
    sealed.get(iv).get(text);
    cipher.decrypt(iv, text, 0, size);

    // Constant time from here: text is secret, and so is everything that follows from it.
    int most = size - mac.length() - 1; // with a padding_length of 0
    Padding padding = Padding.check(text, size, most);
    int contentLength = most - padding.length();
    int validMask = padding.validMask() & macMask(prefix, text, contentLength, most);
    // Constant time to here.

    if (validMask == 0) {
      throw new AuthenticationFailed();
    }
    content.put(text, 0, contentLength);
  }

  /**
   * -1 when the MAC behind the content is right, else 0. CT: reveals the sizes only.
   *
   * @param contentLength secret
   * @param most what it is at most; at least that less 255
   */
  private int macMask(byte[] prefix, byte[] text, int contentLength, int most) {
    int least = Math.max(0, most - MAX_PADDING);
    byte[] innerHash = new byte[mac.length()];
    byte[] received = new byte[mac.length()];
    HashState inner = mac.inner();
    RecordMac.updateHeader(inner, prefix, contentLength);
    inner.update(text, 0, least);
    for (int length = least; length <= most; length++) {
      int hereMask = ConstantTime.equalMask(length, contentLength);
      Bytes hash = inner.fork().finish();
      for (int i = 0; i < innerHash.length; i++) {
        innerHash[i] |= (byte) (hereMask & hash.get(i));
        received[i] |= (byte) (hereMask & text[length + i]);
      }
      inner.update(text, length, 1);
    }
    return equalMask(mac.outer(innerHash), received);
  }

  private static int equalMask(Bytes expected, byte[] received) {
    int different = 0;
    for (int i = 0; i < received.length; i++) {
      different |= expected.get(i) ^ (received[i] & 0xFF);
    }
    return ConstantTime.zeroMask(different);
  }
}
