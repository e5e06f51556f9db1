package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InsecureSignatures;
import dev.clasp.tls.x509.der.Oid;
import java.util.Map;

/** Signatures with SHA-1 by one, all others by another. */
record InsecureSignatureChecker(SignatureChecker current, InsecureSignatures insecure)
    implements SignatureChecker {
  private static final Map<Oid, InsecureSignatures.Algorithm> SHA1 =
      Map.of(
          Oid.of("1.2.840.10040.4.3"), InsecureSignatures.Algorithm.DSA_SHA1,
          Oid.of("1.2.840.113549.1.1.5"), InsecureSignatures.Algorithm.RSA_PKCS1_SHA1,
          Oid.of("1.2.840.10045.4.1"), InsecureSignatures.Algorithm.ECDSA_SHA1);

  @Override
  public Outcome check(
      AlgorithmIdentifier algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature) {
    InsecureSignatures.Algorithm old = SHA1.get(algorithm.algorithm());
    if (old == null) {
      return current.check(algorithm, subjectPublicKeyInfo, message, signature);
    }
    if (!SubjectKeys.wellFormed(subjectPublicKeyInfo)) {
      return Outcome.UNSUPPORTED_KEY;
    }
    return insecure.verify(old, subjectPublicKeyInfo, message, signature)
        ? Outcome.VALID
        : Outcome.INVALID;
  }

  @Override
  public boolean knowsKeys(AlgorithmIdentifier keyAlgorithm) {
    return keyAlgorithm.algorithm().equals(Oids.DSA) || current.knowsKeys(keyAlgorithm);
  }
}
