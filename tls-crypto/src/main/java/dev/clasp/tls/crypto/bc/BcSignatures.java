package dev.clasp.tls.crypto.bc;

import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Bouncy Castle's signature engines by algorithm. */
final class BcSignatures {
  static final Set<SignatureAlgorithm> ALGORITHMS =
      Collections.unmodifiableSet(EnumSet.allOf(SignatureAlgorithm.class));

  private BcSignatures() {}

  static Signer engine(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_PKCS1_SHA256, RSA_PKCS1_SHA384, RSA_PKCS1_SHA512 ->
          new RSADigestSigner(digest(algorithm));
      case RSA_PSS_RSAE_SHA256,
          RSA_PSS_RSAE_SHA384,
          RSA_PSS_RSAE_SHA512,
          RSA_PSS_PSS_SHA256,
          RSA_PSS_PSS_SHA384,
          RSA_PSS_PSS_SHA512 ->
          pss(digest(algorithm));
      case ECDSA_SECP256R1_SHA256,
          ECDSA_SECP384R1_SHA384,
          ECDSA_SECP521R1_SHA512,
          ECDSA_BRAINPOOLP256R1_SHA256,
          ECDSA_BRAINPOOLP384R1_SHA384,
          ECDSA_BRAINPOOLP512R1_SHA512,
          ECDSA_SHA256,
          ECDSA_SHA384,
          ECDSA_SHA512 ->
          new DSADigestSigner(
              new ECDSASigner(new HMacDSAKCalculator(digest(algorithm))), // RFC 6979
              digest(algorithm),
              StandardDSAEncoding.INSTANCE);
      case ED25519 -> new Ed25519Signer();
      case ED448 -> new Ed448Signer(new byte[0]);
      case MLDSA44, MLDSA65, MLDSA87 -> new MLDSASigner();
    };
  }

  /** MGF1 with the same hash, salt as long as the hash (RFC 9846 §4.3.3). */
  private static Signer pss(Digest digest) {
    return new PSSSigner(new RSABlindedEngine(), digest, digest.getDigestSize());
  }

  private static Digest digest(SignatureAlgorithm algorithm) {
    HashAlgorithm hash = algorithm.hash().orElseThrow();
    return BcHashes.digest(hash);
  }
}
