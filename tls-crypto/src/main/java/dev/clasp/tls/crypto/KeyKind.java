package dev.clasp.tls.crypto;

/**
 * What kind of public key a SubjectPublicKeyInfo holds (RFC 3279, 4055, 5480, 8410, 9881).
 *
 * <p>CT: nothing here is secret.
 */
public enum KeyKind {
  /** {@code rsaEncryption}: RSA for any use. */
  RSA,
  /** {@code id-RSASSA-PSS}: RSA for PSS signatures only. */
  RSA_PSS,
  EC_SECP256R1,
  EC_SECP384R1,
  EC_SECP521R1,
  EC_BRAINPOOLP256R1,
  EC_BRAINPOOLP384R1,
  EC_BRAINPOOLP512R1,
  ED25519,
  ED448,
  MLDSA44,
  MLDSA65,
  MLDSA87;

  /**
   * Reads the algorithm identifier of a SubjectPublicKeyInfo in DER.
   *
   * @throws InvalidKey when it is not one or of a kind not implemented
   */
  public static KeyKind ofPublicKey(Bytes subjectPublicKeyInfo) throws InvalidKey {
    return KeyAlgorithmIdentifiers.kindOfPublicKey(subjectPublicKeyInfo);
  }

  /**
   * Reads the algorithm identifier of an unencrypted PKCS#8 PrivateKeyInfo in DER (RFC 5208 §5).
   *
   * @throws InvalidKey when it is not one or of a kind not implemented
   */
  public static KeyKind ofPrivateKey(Secret privateKeyInfo) throws InvalidKey {
    return KeyAlgorithmIdentifiers.kindOfPrivateKey(privateKeyInfo);
  }

  public boolean isEllipticCurve() {
    return name().startsWith("EC_");
  }
}
