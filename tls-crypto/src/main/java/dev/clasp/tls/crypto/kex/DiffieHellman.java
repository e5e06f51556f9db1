package dev.clasp.tls.crypto.kex;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.RandomSource;
import dev.clasp.tls.crypto.Secret;

/**
 * One Diffie-Hellman function, finite-field or elliptic-curve, on encoded keys. Thread-safe.
 *
 * <p>CT: may reveal sizes and whether a share was refused, which the peer knows.
 */
public interface DiffieHellman {
  GroupAlgorithm algorithm();

  KeyPair newKeyPair(RandomSource random);

  /**
   * The shared secret, leading zeros kept (RFC 9846 §7.4).
   *
   * @param privateKey as {@link #newKeyPair} makes it: the scalar of RFC 7748 §5 as it is, others
   *     big-endian and of fixed size
   * @throws InvalidKeyShare when the peer's share or the result is one the standard refuses
   */
  Secret agree(Secret privateKey, Bytes peerShare) throws InvalidKeyShare;

  /** A fresh private key and what the peer gets of it. */
  record KeyPair(Secret privateKey, Bytes share) {}
}
