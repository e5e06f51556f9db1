package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.BlockCbc;
import dev.clasp.tls.crypto.BlockCbcs;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CBC of the platform.
 *
 * <p>CT: the platform's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class JcaBlockCbcs implements BlockCbcs {
  @Override
  public BlockCbc keyed(CbcAlgorithm algorithm, Secret key) {
    if (key.size() != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "%s key: %d bytes, expected %d".formatted(algorithm, key.size(), algorithm.keyLength()));
    }
    Cipher cipher = Jca.require(() -> Cipher.getInstance("AES/CBC/NoPadding"));
    return new JcaBlockCbc(cipher, key.use(bytes -> new SecretKeySpec(bytes, "AES")));
  }

  private record JcaBlockCbc(Cipher cipher, SecretKey key) implements BlockCbc {
    @Override
    public void encrypt(byte[] iv, byte[] buffer, int offset, int length) {
      process(Cipher.ENCRYPT_MODE, iv, buffer, offset, length);
    }

    @Override
    public void decrypt(byte[] iv, byte[] buffer, int offset, int length) {
      process(Cipher.DECRYPT_MODE, iv, buffer, offset, length);
    }

    private void process(int mode, byte[] iv, byte[] buffer, int offset, int length) {
      try {
        cipher.init(mode, key, new IvParameterSpec(iv));
        cipher.doFinal(buffer, offset, length, buffer, offset);
      } catch (GeneralSecurityException e) {
        throw Jca.missing(e);
      }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
      return "BlockCbc";
    }
  }
}
