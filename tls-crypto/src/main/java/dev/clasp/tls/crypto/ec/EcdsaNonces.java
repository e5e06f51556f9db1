package dev.clasp.tls.crypto.ec;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Hmac;
import dev.clasp.tls.crypto.Secret;
import java.util.Arrays;

/**
 * The nonces k of an ECDSA signature on P-256 (RFC 6979 §3.2), hedged with randomness as §3.6
 * allows: neither a bad source of randomness nor a fault while signing the same message again gives
 * the key away.
 */
final class EcdsaNonces {
  private final Hashes hashes;
  private final HashAlgorithm algorithm;
  private final byte[] value;
  private Hmac hmac; // under the current K
  private boolean used;

  /**
   * @param privateKey x, 32 bytes
   * @param hash bits2octets(h1), 32 bytes
   * @param additional random bytes; none for the deterministic nonces of RFC 6979
   */
  EcdsaNonces(
      Hashes hashes, HashAlgorithm algorithm, byte[] privateKey, byte[] hash, Bytes additional) {
    this.hashes = hashes;
    this.algorithm = algorithm;
    this.hmac = hashes.hmac(algorithm, Secret.zeros(algorithm.length()));
    this.value = new byte[algorithm.length()];
    Arrays.fill(value, (byte) 1);
    byte[] seed = new byte[privateKey.length + hash.length + additional.size()];
    System.arraycopy(privateKey, 0, seed, 0, privateKey.length);
    System.arraycopy(hash, 0, seed, privateKey.length, hash.length);
    additional.copyTo(seed, privateKey.length + hash.length);
    update(0, seed); // d, e
    update(1, seed); // f, g
    Arrays.fill(seed, (byte) 0);
  }

  /** The next nonce from 1 to n - 1. CT: reveals how many candidates were out of range. */
  byte[] next() {
    byte[] candidate = new byte[ScalarsP256.LENGTH];
    do {
      if (used) {
        update(0, new byte[0]); // h, the last part
      }
      used = true;
      // One HMAC gives enough bits: no hash here is shorter than the group's order.
      nextValue();
      System.arraycopy(value, 0, candidate, 0, candidate.length);
    } while (ScalarsP256.inRangeMask(candidate) == 0);
    return candidate;
  }

  void erase() {
    Arrays.fill(value, (byte) 0);
  }

  /** K = HMAC(K, V || step || seed), V = HMAC(K, V). */
  private void update(int step, byte[] seed) {
    byte[] key = new byte[algorithm.length()];
    hmac.update(value, 0, value.length);
    hmac.update(new byte[] {(byte) step}, 0, 1);
    hmac.update(seed, 0, seed.length);
    hmac.finish(key, 0);
    Secret secret = Secret.takeFrom(key);
    hmac = hashes.hmac(algorithm, secret);
    secret.destroy();
    nextValue();
  }

  /** V = HMAC(K, V). */
  private void nextValue() {
    hmac.update(value, 0, value.length);
    hmac.finish(value, 0);
  }
}
