package dev.clasp.tls.crypto;

import java.util.Optional;

/**
 * A signature algorithm with all its parameters, as TLS and X.509 name them.
 *
 * <p>The {@code ECDSA_SHA…} constants take a key on any curve, as certificates do; the ones that
 * name a curve take only that one, as TLS 1.3 does (RFC 9846 §4.3.3).
 *
 * <p>CT: nothing here is secret.
 */
public enum SignatureAlgorithm {
  RSA_PKCS1_SHA256("rsa_pkcs1_sha256", KeyKind.RSA, HashAlgorithm.SHA256),
  RSA_PKCS1_SHA384("rsa_pkcs1_sha384", KeyKind.RSA, HashAlgorithm.SHA384),
  RSA_PKCS1_SHA512("rsa_pkcs1_sha512", KeyKind.RSA, HashAlgorithm.SHA512),
  RSA_PSS_RSAE_SHA256("rsa_pss_rsae_sha256", KeyKind.RSA, HashAlgorithm.SHA256),
  RSA_PSS_RSAE_SHA384("rsa_pss_rsae_sha384", KeyKind.RSA, HashAlgorithm.SHA384),
  RSA_PSS_RSAE_SHA512("rsa_pss_rsae_sha512", KeyKind.RSA, HashAlgorithm.SHA512),
  RSA_PSS_PSS_SHA256("rsa_pss_pss_sha256", KeyKind.RSA_PSS, HashAlgorithm.SHA256),
  RSA_PSS_PSS_SHA384("rsa_pss_pss_sha384", KeyKind.RSA_PSS, HashAlgorithm.SHA384),
  RSA_PSS_PSS_SHA512("rsa_pss_pss_sha512", KeyKind.RSA_PSS, HashAlgorithm.SHA512),
  ECDSA_SECP256R1_SHA256("ecdsa_secp256r1_sha256", KeyKind.EC_SECP256R1, HashAlgorithm.SHA256),
  ECDSA_SECP384R1_SHA384("ecdsa_secp384r1_sha384", KeyKind.EC_SECP384R1, HashAlgorithm.SHA384),
  ECDSA_SECP521R1_SHA512("ecdsa_secp521r1_sha512", KeyKind.EC_SECP521R1, HashAlgorithm.SHA512),
  ECDSA_BRAINPOOLP256R1_SHA256(
      "ecdsa_brainpoolP256r1tls13_sha256", KeyKind.EC_BRAINPOOLP256R1, HashAlgorithm.SHA256),
  ECDSA_BRAINPOOLP384R1_SHA384(
      "ecdsa_brainpoolP384r1tls13_sha384", KeyKind.EC_BRAINPOOLP384R1, HashAlgorithm.SHA384),
  ECDSA_BRAINPOOLP512R1_SHA512(
      "ecdsa_brainpoolP512r1tls13_sha512", KeyKind.EC_BRAINPOOLP512R1, HashAlgorithm.SHA512),
  ECDSA_SHA256("ecdsa_sha256", null, HashAlgorithm.SHA256),
  ECDSA_SHA384("ecdsa_sha384", null, HashAlgorithm.SHA384),
  ECDSA_SHA512("ecdsa_sha512", null, HashAlgorithm.SHA512),
  ED25519("ed25519", KeyKind.ED25519, null),
  ED448("ed448", KeyKind.ED448, null),
  MLDSA44("mldsa44", KeyKind.MLDSA44, null),
  MLDSA65("mldsa65", KeyKind.MLDSA65, null),
  MLDSA87("mldsa87", KeyKind.MLDSA87, null);

  private final String schemeName;
  private final Optional<KeyKind> keyKind;
  private final Optional<HashAlgorithm> hash;

  // Nulls stop here: enum constants cannot pass Optional.of(...) more readably.
  SignatureAlgorithm(
      String schemeName,
      @org.jspecify.annotations.Nullable KeyKind keyKind,
      @org.jspecify.annotations.Nullable HashAlgorithm hash) {
    this.schemeName = schemeName;
    this.keyKind = Optional.ofNullable(keyKind);
    this.hash = Optional.ofNullable(hash);
  }

  /** Whether a key of this kind can make and check such signatures. */
  public boolean accepts(KeyKind kind) {
    return keyKind.map(kind::equals).orElseGet(kind::isEllipticCurve);
  }

  public boolean isRsa() {
    return name().startsWith("RSA_");
  }

  /** Whether it is RSASSA-PSS, with either kind of key. */
  public boolean isPss() {
    return name().startsWith("RSA_PSS");
  }

  /** The hash applied to the message first; absent where the algorithm has its own. */
  public Optional<HashAlgorithm> hash() {
    return hash;
  }

  /** The spelling of IANA's registry of signature schemes where it has one. */
  @Override
  public String toString() {
    return schemeName;
  }
}
