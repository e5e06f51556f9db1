package dev.clasp.tls.protocol;

import dev.clasp.tls.crypto.AeadAlgorithm;
import dev.clasp.tls.crypto.HashAlgorithm;
import java.util.Optional;
import java.util.stream.Stream;

/** The cipher suites of TLS 1.3: an AEAD and a hash (RFC 9846 §B.4). */
public enum Suite13 implements SuiteParameters {
  TLS_AES_128_GCM_SHA256(
      CipherSuite.TLS_AES_128_GCM_SHA256, AeadAlgorithm.AES_128_GCM, HashAlgorithm.SHA256),
  TLS_AES_256_GCM_SHA384(
      CipherSuite.TLS_AES_256_GCM_SHA384, AeadAlgorithm.AES_256_GCM, HashAlgorithm.SHA384),
  TLS_CHACHA20_POLY1305_SHA256(
      CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
      AeadAlgorithm.CHACHA20_POLY1305,
      HashAlgorithm.SHA256),
  TLS_AES_128_CCM_SHA256(
      CipherSuite.TLS_AES_128_CCM_SHA256, AeadAlgorithm.AES_128_CCM, HashAlgorithm.SHA256),
  TLS_AES_128_CCM_8_SHA256(
      CipherSuite.TLS_AES_128_CCM_8_SHA256, AeadAlgorithm.AES_128_CCM_8, HashAlgorithm.SHA256);

  private final CipherSuite codePoint;
  private final AeadAlgorithm aead;
  private final HashAlgorithm hash;

  Suite13(CipherSuite codePoint, AeadAlgorithm aead, HashAlgorithm hash) {
    this.codePoint = codePoint;
    this.aead = aead;
    this.hash = hash;
  }

  public static Optional<Suite13> of(CipherSuite codePoint) {
    return Stream.of(values()).filter(suite -> suite.codePoint.equals(codePoint)).findFirst();
  }

  @Override
  public CipherSuite codePoint() {
    return codePoint;
  }

  public AeadAlgorithm aead() {
    return aead;
  }

  @Override
  public HashAlgorithm hash() {
    return hash;
  }
}
