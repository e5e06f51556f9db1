package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** One key; each message gets a new cipher object and passes through arrays. */
final class BcAead implements Aead {
  private final AeadAlgorithm algorithm;
  private final KeyParameter key;
  private byte[] lastSealed = new byte[0];

  BcAead(AeadAlgorithm algorithm, Secret key) {
    this.algorithm = algorithm;
    this.key = key.use(KeyParameter::new);
  }

  @Override
  public AeadAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public void seal(
      byte[] nonce, ByteBuffer associatedData, ByteBuffer plaintext, ByteBuffer ciphertext) {
    requireRoom(ciphertext, (long) plaintext.remaining() + algorithm.tagLength());
    if (Arrays.equals(nonce, lastSealed)) {
      throw new IllegalArgumentException("nonce: the same as for the last message sealed");
    }
    byte[] output;
    try {
      output = process(true, nonce, associatedData, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing failed", e);
    }
    lastSealed = nonce.clone();
    ciphertext.put(output);
  }

  @Override
  public void open(
      byte[] nonce, ByteBuffer associatedData, ByteBuffer ciphertext, ByteBuffer plaintext)
      throws AuthenticationFailed {
    int length = ciphertext.remaining() - algorithm.tagLength();
    if (length < 0) {
      throw new AuthenticationFailed();
    }
    requireRoom(plaintext, length);
    try {
      plaintext.put(process(false, nonce, associatedData, ciphertext));
    } catch (InvalidCipherTextException e) {
      throw new AuthenticationFailed();
    }
  }

  private byte[] process(
      boolean seal, byte[] nonce, ByteBuffer associatedData, ByteBuffer inputBuffer)
      throws InvalidCipherTextException {
    if (nonce.length != AeadAlgorithm.NONCE_LENGTH) {
      throw new IllegalArgumentException(
          "nonce: %d bytes, expected %d".formatted(nonce.length, AeadAlgorithm.NONCE_LENGTH));
    }
    byte[] additional = drain(associatedData);
    byte[] input = drain(inputBuffer);
    AEADCipher cipher = newCipher();
    cipher.init(seal, new AEADParameters(key, 8 * algorithm.tagLength(), nonce));
    cipher.processAADBytes(additional, 0, additional.length);
    byte[] output = new byte[cipher.getOutputSize(input.length)];
    int written = cipher.processBytes(input, 0, input.length, output, 0);
    cipher.doFinal(output, written);
    return output;
  }

  private AEADCipher newCipher() {
    return switch (algorithm) {
      case AES_128_GCM, AES_256_GCM -> GCMBlockCipher.newInstance(AESEngine.newInstance());
      case AES_128_CCM, AES_128_CCM_8, AES_256_CCM, AES_256_CCM_8 ->
          CCMBlockCipher.newInstance(AESEngine.newInstance());
      case CHACHA20_POLY1305 -> new ChaCha20Poly1305();
    };
  }

  private static byte[] drain(ByteBuffer buffer) {
    byte[] content = new byte[buffer.remaining()];
    buffer.get(content);
    return content;
  }

  private static void requireRoom(ByteBuffer output, long needed) {
    if (output.remaining() < needed) {
      throw new IllegalArgumentException(
          "output: room for %d bytes, %d needed".formatted(output.remaining(), needed));
    }
  }
}
