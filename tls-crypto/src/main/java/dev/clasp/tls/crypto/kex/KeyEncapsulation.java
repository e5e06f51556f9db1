package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;

/**
 * One key encapsulation mechanism on encoded keys (FIPS 203 §3). Thread-safe.
 *
 * <p>CT: must not reveal whether a ciphertext was forged.
 */
public interface KeyEncapsulation {
  GroupAlgorithm algorithm();

  KeyPair newKeyPair(RandomSource random);

  /**
   * A ciphertext for the key, and the secret inside.
   *
   * @throws InvalidKeyShare when the key fails the checks of FIPS 203 §7.2
   */
  KeyExchangeReply encapsulate(RandomSource random, Bytes encapsulationKey) throws InvalidKeyShare;

  /**
   * The secret of a ciphertext; of a forged one, a pseudorandom secret nobody else knows.
   *
   * @throws InvalidKeyShare when the ciphertext has the wrong size (FIPS 203 §7.3)
   */
  Secret decapsulate(Secret decapsulationKey, Bytes ciphertext) throws InvalidKeyShare;

  /**
   * A fresh key pair.
   *
   * @param decapsulationKey in the implementation's own form
   * @param encapsulationKey as FIPS 203 encodes it
   */
  record KeyPair(Secret decapsulationKey, Bytes encapsulationKey) {}
}
