package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.CbcAlgorithm;
import dev.clasp.tls.crypto.MacAlgorithm;

/** How a cipher suite of TLS 1.2 protects records (RFC 5246 §6.2.3), with the sizes of §6.1. */
public sealed interface Protection12 {
  /** GCM (RFC 5288 §3). */
  Protection12 AES_128_GCM = Aead.withExplicitNonce(AeadAlgorithm.AES_128_GCM);

  Protection12 AES_256_GCM = Aead.withExplicitNonce(AeadAlgorithm.AES_256_GCM);

  /** Has no explicit part of the nonce (RFC 7905 §2). */
  Protection12 CHACHA20_POLY1305 = new Aead(AeadAlgorithm.CHACHA20_POLY1305, 12);

  /** CCM (RFC 6655 §3, RFC 7251 §2). */
  Protection12 AES_128_CCM = Aead.withExplicitNonce(AeadAlgorithm.AES_128_CCM);

  Protection12 AES_256_CCM = Aead.withExplicitNonce(AeadAlgorithm.AES_256_CCM);
  Protection12 AES_128_CCM_8 = Aead.withExplicitNonce(AeadAlgorithm.AES_128_CCM_8);
  Protection12 AES_256_CCM_8 = Aead.withExplicitNonce(AeadAlgorithm.AES_256_CCM_8);

  Protection12 AES_128_CBC_SHA1 = new Cbc(CbcAlgorithm.AES_128_CBC, MacAlgorithm.HMAC_SHA1);
  Protection12 AES_256_CBC_SHA1 = new Cbc(CbcAlgorithm.AES_256_CBC, MacAlgorithm.HMAC_SHA1);
  Protection12 AES_128_CBC_SHA256 = new Cbc(CbcAlgorithm.AES_128_CBC, MacAlgorithm.HMAC_SHA256);
  Protection12 AES_256_CBC_SHA256 = new Cbc(CbcAlgorithm.AES_256_CBC, MacAlgorithm.HMAC_SHA256);
  Protection12 AES_256_CBC_SHA384 = new Cbc(CbcAlgorithm.AES_256_CBC, MacAlgorithm.HMAC_SHA384);

  /** {@code enc_key_length}, in bytes. */
  int encKeyLength();

  /** {@code mac_key_length}, in bytes; 0 for an AEAD. */
  int macKeyLength();

  /** {@code fixed_iv_length}: the part of the nonce that comes from the key block, in bytes. */
  int fixedIvLength();

  /** {@code record_iv_length}: the part of nonce or IV that each record carries, in bytes. */
  int recordIvLength();

  /** Whether it is an AEAD that is fast everywhere: GCM or ChaCha20-Poly1305. */
  boolean isModern();

  /**
   * GenericAEADCipher (RFC 5246 §6.2.3.3).
   *
   * @param fixedIvLength 12, or less when the record carries the rest of the nonce
   */
  record Aead(AeadAlgorithm algorithm, int fixedIvLength) implements Protection12 {
    private static final int SALT_LENGTH = 4;

    /** {@code struct { opaque salt[4]; opaque nonce_explicit[8]; }} (RFC 5288 §3). */
    static Aead withExplicitNonce(AeadAlgorithm algorithm) {
      return new Aead(algorithm, SALT_LENGTH);
    }

    @Override
    public int encKeyLength() {
      return algorithm.keyLength();
    }

    @Override
    public int macKeyLength() {
      return 0;
    }

    @Override
    public int recordIvLength() {
      return AeadAlgorithm.NONCE_LENGTH - fixedIvLength;
    }

    @Override
    public boolean isModern() {
      return switch (algorithm) {
        case AES_128_GCM, AES_256_GCM, CHACHA20_POLY1305 -> true;
        case AES_128_CCM, AES_256_CCM, AES_128_CCM_8, AES_256_CCM_8 -> false;
      };
    }
  }

  /** GenericBlockCipher (RFC 5246 §6.2.3.2): the whole IV is in the record. */
  record Cbc(CbcAlgorithm cipher, MacAlgorithm mac) implements Protection12 {
    @Override
    public int encKeyLength() {
      return cipher.keyLength();
    }

    @Override
    public int macKeyLength() {
      return mac.length(); // "mac_key_length = mac_length" for HMAC (RFC 5246 §C)
    }

    @Override
    public int fixedIvLength() {
      return 0;
    }

    @Override
    public int recordIvLength() {
      return CbcAlgorithm.BLOCK_LENGTH;
    }

    @Override
    public boolean isModern() {
      return false;
    }
  }
}
