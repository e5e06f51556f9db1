package dev.clasp.tls.conformance.suites.chains;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.AlgorithmIdentifier;
import dev.clasp.tls.x509.SignatureChecker;
import java.util.HashMap;
import java.util.Map;

/** Checks each signature once: thousands of BetterTLS' cases share their few hundred. */
final class RememberingChecker implements SignatureChecker {
  private record Signature(
      AlgorithmIdentifier algorithm, Bytes key, Bytes message, Bytes signature) {}

  private final SignatureChecker checker;
  private final Map<Signature, Outcome> outcomes = new HashMap<>();

  RememberingChecker(SignatureChecker checker) {
    this.checker = checker;
  }

  @Override
  public boolean knowsKeys(AlgorithmIdentifier keyAlgorithm) {
    return checker.knowsKeys(keyAlgorithm);
  }

  @Override
  public Outcome check(
      AlgorithmIdentifier algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature) {
    return outcomes.computeIfAbsent(
        new Signature(algorithm, subjectPublicKeyInfo, message, signature),
        each -> checker.check(algorithm, subjectPublicKeyInfo, message, signature));
  }
}
