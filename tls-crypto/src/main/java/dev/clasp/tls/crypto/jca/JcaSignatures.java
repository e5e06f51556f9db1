package dev.clasp.tls.crypto.jca;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The platform's names of signature algorithms and keys. */
final class JcaSignatures {
  /** All but the brainpool curves, gone since 16, and ML-DSA, there since 24. */
  static final Set<SignatureAlgorithm> ALGORITHMS =
      Collections.unmodifiableSet(
          EnumSet.complementOf(
              EnumSet.of(
                  SignatureAlgorithm.ECDSA_BRAINPOOLP256R1_SHA256,
                  SignatureAlgorithm.ECDSA_BRAINPOOLP384R1_SHA384,
                  SignatureAlgorithm.ECDSA_BRAINPOOLP512R1_SHA512,
                  SignatureAlgorithm.MLDSA44,
                  SignatureAlgorithm.MLDSA65,
                  SignatureAlgorithm.MLDSA87)));

  private JcaSignatures() {}

  /** A signature object with the algorithm's parameters set. */
  static Signature signature(SignatureAlgorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512 ->
          Signature.getInstance(hashPrefix(algorithm) + "withRSA");
      case RSA_PSS_RSAE_SHA256,
          RSA_PSS_RSAE_SHA384,
          RSA_PSS_RSAE_SHA512,
          RSA_PSS_PSS_SHA256,
          RSA_PSS_PSS_SHA384,
          RSA_PSS_PSS_SHA512 ->
          pss(hash(algorithm));
      case ECDSA_SECP256R1_SHA256,
          ECDSA_SECP384R1_SHA384,
          ECDSA_SECP521R1_SHA512,
          ECDSA_SHA256,
          ECDSA_SHA384,
          ECDSA_SHA512 ->
          Signature.getInstance(hashPrefix(algorithm) + "withECDSA");
      case ED25519 -> Signature.getInstance("Ed25519");
      case ED448 -> Signature.getInstance("Ed448");
      case ECDSA_BRAINPOOLP256R1_SHA256,
          ECDSA_BRAINPOOLP384R1_SHA384,
          ECDSA_BRAINPOOLP512R1_SHA512,
          MLDSA44,
          MLDSA65,
          MLDSA87 ->
          throw new IllegalArgumentException(algorithm + " is not implemented");
    };
  }

  /** The factory for keys of a kind. */
  static KeyFactory keyFactory(KeyKind kind) throws GeneralSecurityException {
    return KeyFactory.getInstance(
        switch (kind) {
          case RSA -> "RSA";
          case RSA_PSS -> "RSASSA-PSS";
          case EC_SECP256R1, EC_SECP384R1, EC_SECP521R1 -> "EC";
          case EC_BRAINPOOLP256R1, EC_BRAINPOOLP384R1, EC_BRAINPOOLP512R1 -> "EC";
          case ED25519 -> "Ed25519";
          case ED448 -> "Ed448";
          case MLDSA44, MLDSA65, MLDSA87 -> "ML-DSA";
        });
  }

  /** MGF1 with the same hash, salt as long as the hash, trailer 1 (RFC 9846 §4.3.3). */
  private static Signature pss(HashAlgorithm hash) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec(
            hash.toString(),
            "MGF1",
            new MGF1ParameterSpec(hash.toString()),
            hash.length(),
            PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }

  private static String hashPrefix(SignatureAlgorithm algorithm) {
    return hash(algorithm).toString().replace("-", "");
  }

  private static HashAlgorithm hash(SignatureAlgorithm algorithm) {
    return algorithm.hash().orElseThrow();
  }
}
