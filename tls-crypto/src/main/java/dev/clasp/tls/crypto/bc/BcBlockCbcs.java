package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.BlockCbc;
import dev.clasp.tls.crypto.BlockCbcs;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.Secret;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * AES-CBC of Bouncy Castle.
 *
 * <p>CT: the library's: reveals sizes, and what its makers let it reveal beyond.
 */
public final class BcBlockCbcs implements BlockCbcs {
  @Override
  public BlockCbc keyed(CbcAlgorithm algorithm, Secret key) {
    if (key.size() != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "%s key: %d bytes, expected %d".formatted(algorithm, key.size(), algorithm.keyLength()));
    }
    CBCModeCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
    return new BcBlockCbc(cipher, key.use(KeyParameter::new));
  }

  private record BcBlockCbc(CBCModeCipher cipher, KeyParameter key) implements BlockCbc {
    @Override
    public void encrypt(byte[] iv, byte[] buffer, int offset, int length) {
      process(true, iv, buffer, offset, length);
    }

    @Override
    public void decrypt(byte[] iv, byte[] buffer, int offset, int length) {
      process(false, iv, buffer, offset, length);
    }

    private void process(boolean encrypt, byte[] iv, byte[] buffer, int offset, int length) {
      cipher.init(encrypt, new ParametersWithIV(key, iv));
      for (int done = 0; done < length; done += CbcAlgorithm.BLOCK_LENGTH) {
        cipher.processBlock(buffer, offset + done, buffer, offset + done);
      }
    }

    /** Nothing of the key. */
    @Override
    public String toString() {
      return "BlockCbc";
    }
  }
}
