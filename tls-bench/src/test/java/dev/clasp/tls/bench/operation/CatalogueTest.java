package dev.clasp.tls.bench.operation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  static List<Subject> subjects() {
    int exchanges = CryptoProviders.standard().groups().size();
    assertEquals(123 + exchanges, Catalogue.all().size(), "change the number with the catalogue");
    // Thousands of handshakes for one figure, and a million sessions, are tried in small elsewhere.
    return Catalogue.all().stream()
        .filter(subject -> !(subject.measure() instanceof Measure.Retained))
        .filter(subject -> !subject.name().equals("sessions.1000000"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void everythingCanBeMeasuredOnClasp(Subject subject) {
    assertDoesNotThrow(() -> subject.probe(Peer.CLASP));
  }

  /** Neither may a peer be dropped silently, nor a benchmark have nobody to compare with. */
  @ParameterizedTest
  @MethodSource("subjects")
  void aPeerRunsOrSaysWhyNot(Subject subject) {
    int running = 0;
    for (Peer peer : subject.makers().keySet()) {
      try {
        subject.probe(peer);
        running++;
      } catch (Unavailable e) {
        assertTrue(String.valueOf(e.getMessage()).length() > 10, subject.name() + ": " + e);
      }
    }
    if (subject.makers().size() > 1) {
      assertTrue(running >= 2, subject.name() + ": nobody to compare with");
    }
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void runsAgainAndAgain(Subject subject) throws Exception {
    Operation operation = subject.make(Peer.CLASP);

    for (int i = 0; i < 3; i++) {
      operation.run();
    }
  }

  @Test
  void namesAreUnique() {
    assertEquals(
        Catalogue.all().size(),
        new HashSet<>(Catalogue.all().stream().map(Subject::name).toList()).size());
  }

  @Test
  void patternsAreLookedForInNames() {
    List<Subject> found =
        Catalogue.matching(Pattern.compile("X25519\\.", Pattern.CASE_INSENSITIVE));

    assertEquals(
        List.of("x25519.keygen", "x25519.agreement"), found.stream().map(Subject::name).toList());
  }

  @Test
  void aPeerThatIsNoneIsUnavailable() {
    Subject subject = Catalogue.subject("handshake.p256");

    Unavailable e = assertThrows(Unavailable.class, () -> subject.make(Peer.ACCP));

    assertEquals("accp is no peer of handshake.p256", e.getMessage());
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Catalogue.subject("x25519"));
  }
}
