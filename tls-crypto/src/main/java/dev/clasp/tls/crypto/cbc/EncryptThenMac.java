package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.BlockCbc;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.ConstantTime;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.MacAlgorithm;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The sound order: first the encryption, then the MAC of what came out (RFC 7366 §3).
 *
 * <pre>{@code
 * +----+-----------------------------------------+-----+
 * | IV | CBC( content | padding | padding_length ) | MAC |
 * +----+-----------------------------------------+-----+
 * `------------ authenticated -------------------'
 * }</pre>
 *
 * <p>The length in the MAC's input is that of IV and ciphertext (erratum 4212). The MAC is checked
 * before anything is decrypted, so that only its owner can choose the padding.
 */
public final class EncryptThenMac implements CbcHmac {
  private static final int BLOCK = CbcAlgorithm.BLOCK_LENGTH;

  private final BlockCbc cipher;
  private final RecordMac mac;

  private EncryptThenMac(BlockCbc cipher, RecordMac mac) {
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
    return new EncryptThenMac(
        crypto.blockCbcs().keyed(algorithm, encKey),
        RecordMac.keyed(crypto.hashes(), macAlgorithm, macKey));
  }

  @Override
  public int sealedLength(int contentLength, int extraPadding) {
    return BLOCK + contentLength + Padding.bytesFor(contentLength, extraPadding) + mac.length();
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
    byte[] output = new byte[sealedLength(length, extraPadding)];
    int authenticated = output.length - mac.length();
    System.arraycopy(iv, 0, output, 0, BLOCK);
    content.get(output, BLOCK, length);
    Padding.write(output, BLOCK + length, authenticated - BLOCK - length);
    cipher.encrypt(iv, output, BLOCK, authenticated - BLOCK);
    mac.of(prefix, output, 0, authenticated).copyTo(output, authenticated);
    sealed.put(output);
  }

  /** CT: reveals the size of the record, the verdict, and the length of content it accepted. */
  @Override
  public void open(byte[] prefix, ByteBuffer sealed, ByteBuffer content)
      throws AuthenticationFailed {
    byte[] input = new byte[sealed.remaining()];
    sealed.get(input);
    int authenticated = input.length - mac.length();
    int size = authenticated - BLOCK;
    if (size < BLOCK || size % BLOCK != 0) {
      throw new AuthenticationFailed(); // whoever sent it knows its size
    }
    byte[] expected = mac.of(prefix, input, 0, authenticated).toArray();
    byte[] received = Arrays.copyOfRange(input, authenticated, input.length);
    if (!ConstantTime.equal(expected, received)) {
      throw new AuthenticationFailed();
    }
    byte[] iv = Arrays.copyOf(input, BLOCK);
    byte[] text = Arrays.copyOfRange(input, BLOCK, authenticated);
    cipher.decrypt(iv, text, 0, size);
    Padding padding = Padding.check(text, size, size - 1);
    if (padding.validMask() == 0) {
      throw new AuthenticationFailed(); // its owner's mistake; the same error even so
    }
    content.put(text, 0, size - 1 - padding.length());
  }
}
