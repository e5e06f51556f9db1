package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.kex.FixedLength;
import dev.clasp.tls.crypto.kex.PaddedPremaster;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;

/**
 * RSA's bare private operation by the platform, which blinds it; the padding is ours to check.
 *
 * <p>CT: reveals the size of the modulus, and whether the message was as long and below it, which
 * whoever sent it knows.
 *
 * @param modulusLength bytes of the modulus
 */
record JcaPremasterDecryption(PrivateKey key, int modulusLength) implements PremasterDecryption {
  @Override
  public Secret decrypt(RandomSource random, int clientVersion, Bytes encrypted) {
    return PaddedPremaster.unpad(privateOperation(encrypted), clientVersion, random);
  }

  /** Zeros, which no padding begins with, for messages that are no number below the modulus. */
  private byte[] privateOperation(Bytes encrypted) {
    if (encrypted.size() != modulusLength) {
      return new byte[modulusLength];
    }
    try {
      Cipher rsa = Cipher.getInstance("RSA/ECB/NoPadding");
      rsa.init(Cipher.DECRYPT_MODE, key);
      return FixedLength.of(rsa.doFinal(encrypted.toArray()), modulusLength);
    } catch (BadPaddingException e) {
      return new byte[modulusLength]; // not below the modulus
    } catch (GeneralSecurityException e) {
      throw Jca.missing(e);
    }
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "PremasterDecryption[" + modulusLength + " bytes]";
  }
}
