package dev.clasp.tls.crypto.hpke;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;

/**
 * The three algorithms of one use of HPKE, with their code points (RFC 9180 §7).
 *
 * <p>CT: nothing here is secret.
 *
 * @param kem X25519 or SECP256R1, both with HKDF-SHA256
 * @param kdf the hash of HKDF
 * @param aead AES-GCM or ChaCha20-Poly1305
 */
public record HpkeSuite(GroupAlgorithm kem, HashAlgorithm kdf, AeadAlgorithm aead) {
  /**
   * @throws IllegalArgumentException for algorithms that are not implemented
   */
  public HpkeSuite {
    kemId(kem);
    aeadId(aead);
  }

  /** {@code kem_id} (RFC 9180 §7.1). */
  public int kemId() {
    return kemId(kem);
  }

  /** {@code kdf_id} (RFC 9180 §7.2). */
  public int kdfId() {
    return switch (kdf) {
      case SHA256 -> 1;
      case SHA384 -> 2;
      case SHA512 -> 3;
    };
  }

  /** {@code aead_id} (RFC 9180 §7.3). */
  public int aeadId() {
    return aeadId(aead);
  }

  /** {@code suite_id} of the key encapsulation (RFC 9180 §4.1). */
  Bytes kemSuiteId() {
    return Bytes.of('K', 'E', 'M', kemId() >> 8, kemId());
  }

  /** {@code suite_id} of the rest (RFC 9180 §5.1). */
  Bytes suiteId() {
    return Bytes.of(
        'H', 'P', 'K', 'E', kemId() >> 8, kemId(), kdfId() >> 8, kdfId(), aeadId() >> 8, aeadId());
  }

  private static int kemId(GroupAlgorithm kem) {
    return switch (kem) {
      case SECP256R1 -> 0x0010;
      case X25519 -> 0x0020;
      default -> throw new IllegalArgumentException("kem: " + kem + " is not implemented");
    };
  }

  private static int aeadId(AeadAlgorithm aead) {
    return switch (aead) {
      case AES_128_GCM -> 1;
      case AES_256_GCM -> 2;
      case CHACHA20_POLY1305 -> 3;
      case AES_128_CCM, AES_128_CCM_8, AES_256_CCM, AES_256_CCM_8 ->
          throw new IllegalArgumentException("aead: " + aead + " is not implemented");
    };
  }
}
