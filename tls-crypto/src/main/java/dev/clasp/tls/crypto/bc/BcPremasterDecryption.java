package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.PremasterDecryption;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.jca.JcaRandom;
import dev.clasp.tls.crypto.kex.FixedLength;
import dev.clasp.tls.crypto.kex.PaddedPremaster;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/**
 * RSA's bare private operation by Bouncy Castle, which blinds it; the padding is ours to check.
 *
 * <p>CT: as the platform's, but the library drops leading zeros of the result, and the time that
 * takes may reveal how many there were.
 */
record BcPremasterDecryption(RSAKeyParameters key) implements PremasterDecryption {
  @Override
  public Secret decrypt(RandomSource random, int clientVersion, Bytes encrypted) {
    return PaddedPremaster.unpad(privateOperation(random, encrypted), clientVersion, random);
  }

  /** Zeros, which no padding begins with, for messages that are no number below the modulus. */
  private byte[] privateOperation(RandomSource random, Bytes encrypted) {
    int modulusLength = (key.getModulus().bitLength() + 7) / 8;
    if (encrypted.size() != modulusLength) {
      return new byte[modulusLength];
    }
    RSABlindedEngine engine = new RSABlindedEngine();
    engine.init(false, new ParametersWithRandom(key, JcaRandom.asSecureRandom(random)));
    try {
      byte[] result = engine.processBlock(encrypted.toArray(), 0, encrypted.size());
      return FixedLength.of(result, modulusLength);
    } catch (DataLengthException e) {
      return new byte[modulusLength]; // not below the modulus
    }
  }

  /** Nothing of the key. */
  @Override
  public String toString() {
    return "PremasterDecryption[" + (key.getModulus().bitLength() + 7) / 8 + " bytes]";
  }
}
