package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Aead;
import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One {@link Cipher} under one key, initialised anew for each message.
 *
 * <p>The JDK's ChaCha20-Poly1305 refuses to be initialised twice with one nonce, even to decrypt,
 * which a server that skips early data must do (RFC 9846 §4.3.10); then a fresh cipher takes over.
 */
final class JcaAead implements Aead {
  private final AeadAlgorithm algorithm;
  private final Provider provider;
  private final SecretKey key;
  private final byte[] lastNonce = new byte[AeadAlgorithm.NONCE_LENGTH];
  private @Nullable Cipher cipher; // made for the first message: some keys protect none
  private Use lastUse = Use.NONE;

  JcaAead(AeadAlgorithm algorithm, Secret key, Provider provider) {
    boolean chaCha = algorithm == AeadAlgorithm.CHACHA20_POLY1305;
    this.algorithm = algorithm;
    this.provider = provider;
    this.key = key.use(bytes -> new SecretKeySpec(bytes, chaCha ? "ChaCha20" : "AES"));
  }

  /** The platform's name. */
  static String transformation(AeadAlgorithm algorithm) {
    return algorithm == AeadAlgorithm.CHACHA20_POLY1305 ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding";
  }

  @Override
  public AeadAlgorithm algorithm() {
    return algorithm;
  }

  @Override
  public void seal(
      byte[] nonce, ByteBuffer associatedData, ByteBuffer plaintext, ByteBuffer ciphertext) {
    requireRoom(ciphertext, (long) plaintext.remaining() + algorithm.tagLength());
    Cipher cipher = begin(Use.SEAL, nonce);
    try {
      authenticate(cipher, associatedData);
      cipher.doFinal(plaintext, ciphertext);
    } catch (GeneralSecurityException e) {
      throw Jca.missing(e);
    }
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
    Cipher cipher = begin(Use.OPEN, nonce);
    try {
      authenticate(cipher, associatedData);
      cipher.doFinal(ciphertext, plaintext);
    } catch (AEADBadTagException e) {
      throw new AuthenticationFailed();
    } catch (GeneralSecurityException e) {
      throw Jca.missing(e);
    }
  }

  /**
   * Hands over an array: the JDK 17's Poly1305 reads buffers without an accessible array wrongly
   * when they hold 16 bytes or more.
   */
  private static void authenticate(Cipher cipher, ByteBuffer associatedData) {
    byte[] copy = new byte[associatedData.remaining()];
    associatedData.get(copy);
    cipher.updateAAD(copy);
  }

  private Cipher begin(Use use, byte[] nonce) {
    if (nonce.length != AeadAlgorithm.NONCE_LENGTH) {
      throw new IllegalArgumentException(
          "nonce: %d bytes, expected %d".formatted(nonce.length, AeadAlgorithm.NONCE_LENGTH));
    }
    boolean repeated = lastUse != Use.NONE && Arrays.equals(nonce, lastNonce);
    if (repeated && use == Use.SEAL && lastUse == Use.SEAL) {
      throw new IllegalArgumentException("nonce: the same as for the last message sealed");
    }
    Cipher ready = cipher;
    if (ready == null || repeated) {
      ready = newCipher();
      cipher = ready;
    }
    int mode = use == Use.SEAL ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    try {
      ready.init(mode, key, parameters(nonce));
    } catch (GeneralSecurityException e) {
      throw Jca.missing(e);
    }
    System.arraycopy(nonce, 0, lastNonce, 0, nonce.length);
    lastUse = use;
    return ready;
  }

  private AlgorithmParameterSpec parameters(byte[] nonce) {
    return algorithm == AeadAlgorithm.CHACHA20_POLY1305
        ? new IvParameterSpec(nonce)
        : new GCMParameterSpec(8 * algorithm.tagLength(), nonce);
  }

  private Cipher newCipher() {
    return Jca.require(() -> Cipher.getInstance(transformation(algorithm), provider));
  }

  private static void requireRoom(ByteBuffer output, long needed) {
    if (output.remaining() < needed) {
      throw new IllegalArgumentException(
          "output: room for %d bytes, %d needed".formatted(output.remaining(), needed));
    }
  }

  private enum Use {
    NONE,
    SEAL,
    OPEN
  }
}
