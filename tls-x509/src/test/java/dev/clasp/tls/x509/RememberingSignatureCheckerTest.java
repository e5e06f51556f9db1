package dev.clasp.tls.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.SignatureChecker.Outcome;
import dev.clasp.tls.x509.der.Oid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberingSignatureCheckerTest {
  private static final AlgorithmIdentifier ALGORITHM =
      new AlgorithmIdentifier(Oid.of("1.2.840.10045.4.3.2"), Bytes.empty());
  private static final Bytes KEY = Bytes.of(1);
  private static final Bytes MESSAGE = Bytes.of(2);

  private final List<Bytes> asked = new ArrayList<>();
  private final SignatureChecker remembering =
      SignatureChecker.remembering(
          (algorithm, key, message, signature) -> {
            asked.add(signature);
            return signature.get(0) == 0 ? Outcome.INVALID : Outcome.VALID;
          },
          2);

  private Outcome check(int signature) {
    return remembering.check(ALGORITHM, KEY, MESSAGE, Bytes.of(signature));
  }

  @Test
  void asksOnceForEachSignature() {
    assertEquals(Outcome.VALID, check(7));
    assertEquals(Outcome.VALID, check(7));
    assertEquals(Outcome.INVALID, check(0));
    assertEquals(Outcome.INVALID, check(0));

    assertEquals(List.of(Bytes.of(7), Bytes.of(0)), asked);
  }

  @Test
  void forgetsWhatWasAskedForLeastRecently() {
    check(1);
    check(2);
    check(1);
    check(3); // 2 goes
    check(1);
    check(2);

    assertEquals(List.of(Bytes.of(1), Bytes.of(2), Bytes.of(3), Bytes.of(2)), asked);
  }

  @Test
  void anotherKeyMessageOrAlgorithmIsAnotherQuestion() {
    check(7);
    remembering.check(ALGORITHM, Bytes.of(9), MESSAGE, Bytes.of(7));
    remembering.check(ALGORITHM, KEY, Bytes.of(9), Bytes.of(7));
    remembering.check(
        new AlgorithmIdentifier(ALGORITHM.algorithm(), Bytes.of(5, 0)), KEY, MESSAGE, Bytes.of(7));

    assertEquals(4, asked.size());
  }

  @Test
  void remembersAtLeastOne() {
    assertThrows(
        IllegalArgumentException.class,
        () -> SignatureChecker.remembering((a, b, c, d) -> Outcome.VALID, 0));
  }
}
