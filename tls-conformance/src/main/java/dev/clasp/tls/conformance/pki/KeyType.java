package dev.clasp.tls.conformance.pki;

import dev.clasp.tls.crypto.SignatureAlgorithm;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** The kinds of key {@link CertificateAuthority} makes, and how a CA with such a key signs. */
public enum KeyType {
  RSA_2048(
      "rsa",
      SignatureAlgorithm.RSA_PKCS1_SHA256,
      // The NULL is required: RFC 4055 §5.
      new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE)),
  RSA_PSS_2048(
      "rsa-pss",
      SignatureAlgorithm.RSA_PSS_PSS_SHA256,
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, pssWithSha256())),
  P256(
      "p256",
      SignatureAlgorithm.ECDSA_SHA256,
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256)),
  P384(
      "p384",
      SignatureAlgorithm.ECDSA_SHA384,
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384)),
  P521(
      "p521",
      SignatureAlgorithm.ECDSA_SHA512,
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA512)),
  ED25519(
      "ed25519",
      SignatureAlgorithm.ED25519,
      new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.101.112"))); // RFC 8410 §3

  private final String label;
  private final SignatureAlgorithm certificateSignature;
  private final AlgorithmIdentifier signatureIdentifier;

  KeyType(
      String label,
      SignatureAlgorithm certificateSignature,
      AlgorithmIdentifier signatureIdentifier) {
    this.label = label;
    this.certificateSignature = certificateSignature;
    this.signatureIdentifier = signatureIdentifier;
  }

  /** How certificates issued with such a key are signed. */
  SignatureAlgorithm certificateSignature() {
    return certificateSignature;
  }

  /** {@link #certificateSignature} as certificates spell it. */
  AlgorithmIdentifier signatureIdentifier() {
    return signatureIdentifier;
  }

  private static RSASSAPSSparams pssWithSha256() {
    AlgorithmIdentifier sha256 =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    return new RSASSAPSSparams(
        sha256,
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, sha256),
        new ASN1Integer(32), // a salt as long as the hash
        RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
  }

  /** A short lower-case name, fit for file names. */
  @Override
  public String toString() {
    return label;
  }
}
