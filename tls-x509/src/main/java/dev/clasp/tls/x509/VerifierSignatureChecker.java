package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.crypto.SignatureVerifiers;
import java.util.Optional;

/** Maps an algorithm identifier and a key to what tls-crypto calls them. */
record VerifierSignatureChecker(SignatureVerifiers verifiers) implements SignatureChecker {

  @Override
  public Outcome check(
      AlgorithmIdentifier identifier, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature) {
    PublicKeyInfo key;
    if (!SubjectKeys.wellFormed(subjectPublicKeyInfo)) {
      return Outcome.UNSUPPORTED_KEY;
    }
    try {
      key = PublicKeyInfo.decode(subjectPublicKeyInfo);
    } catch (InvalidKey e) {
      return Outcome.UNSUPPORTED_KEY;
    }
    Optional<SignatureAlgorithm> algorithm =
        SignatureAlgorithms.find(identifier, key.kind() == KeyKind.RSA_PSS);
    if (algorithm.isEmpty() || !verifiers.algorithms().contains(algorithm.get())) {
      return Outcome.UNSUPPORTED_ALGORITHM;
    }
    boolean valid =
        algorithm.get().accepts(key.kind())
            && verifiers.verify(algorithm.get(), key, message, signature);
    return valid ? Outcome.VALID : Outcome.INVALID;
  }
}
