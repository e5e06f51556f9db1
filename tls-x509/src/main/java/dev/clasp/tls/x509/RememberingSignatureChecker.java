package dev.clasp.tls.x509;

import dev.clasp.tls.crypto.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Asks another checker once for each signature, as long as it remembers. Thread-safe. */
final class RememberingSignatureChecker implements SignatureChecker {
  private final SignatureChecker checker;
  private final Map<Question, Outcome> known;

  /** What the outcome depends on, whole: a digest of it would be one more thing to trust. */
  private record Question(
      AlgorithmIdentifier algorithm, Bytes key, Bytes message, Bytes signature) {
    /** Signatures are as good as random; who makes them collide slows down what he asks for. */
    @Override
    public int hashCode() {
      return signature.hashCode();
    }
  }

  RememberingSignatureChecker(SignatureChecker checker, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: %d signatures, expected 1 or more".formatted(most));
    }
    this.checker = checker;
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Question, Outcome> eldest) {
            return size() > most;
          }
        };
  }

  @Override
  public Outcome check(
      AlgorithmIdentifier algorithm, Bytes subjectPublicKeyInfo, Bytes message, Bytes signature) {
    Question question = new Question(algorithm, subjectPublicKeyInfo, message, signature);
    synchronized (known) {
      Outcome outcome = known.get(question);
      if (outcome != null) {
        return outcome;
      }
    }
    Outcome outcome = checker.check(algorithm, subjectPublicKeyInfo, message, signature);
    synchronized (known) {
      known.put(question, outcome);
    }
    return outcome;
  }

  @Override
  public boolean knowsKeys(AlgorithmIdentifier keyAlgorithm) {
    return checker.knowsKeys(keyAlgorithm);
  }
}
