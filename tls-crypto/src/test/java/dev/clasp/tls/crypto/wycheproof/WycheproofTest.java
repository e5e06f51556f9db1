package dev.clasp.tls.crypto.wycheproof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.wycheproof.Check.Outcome;
import dev.clasp.tls.crypto.wycheproof.Wycheproof.Vector;
import dev.clasp.tls.crypto.wycheproof.Wycheproof.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Project Wycheproof against both libraries and our own code, file by file. */
class WycheproofTest {
  private static Path directory = Path.of("");

  @BeforeAll
  static void find() {
    Assumptions.assumeTrue(
        Wycheproof.directory().isPresent(),
        "Wycheproof skipped: no wycheproof/testvectors_v1 below clasp.data or CLASP_DATA");
    directory = Wycheproof.directory().orElseThrow();
  }

  static List<Suite> suites() {
    return Suite.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("suites")
  void agrees(Suite suite) throws Exception {
    List<String> mistakes = new ArrayList<>();
    int run = 0;
    int notInTls = 0;
    for (Vector vector : Wycheproof.load(directory, suite.file() + "_test.json")) {
      Outcome outcome = suite.check().run(vector);
      if (outcome == Outcome.NOT_IN_TLS) {
        notInTls++;
        continue;
      }
      run++;
      if (outcome != expected(vector) && !KnownDeviations.contains(suite, vector)) {
        mistakes.add(vector.id() + " " + vector.test().path("flags") + ": " + outcome);
      }
    }
    assertEquals(List.of(), mistakes);
    assertEquals(Counts.of(suite.file()), new Counts(run, notInTls), "tests run, tests not in TLS");
  }

  /**
   * "Acceptable" is decided here, for all implementations alike.
   *
   * <p>Accepted are points on the twist and X25519 values that are not canonical (RFC 7748 §5), RSA
   * with exponent 3, and PKCS#1 v1.5 signatures whose DigestInfo lacks the NULL (RFC 8017 §A.2.4).
   */
  private static Outcome expected(Vector vector) {
    boolean refused =
        vector.verdict() == Verdict.INVALID
            || vector.verdict() == Verdict.ACCEPTABLE
                && (vector.hasFlag("ZeroSharedSecret") // RFC 9846 §7.4.2
                    || vector.hasFlag("CompressedPoint") // RFC 9846 §4.3.8.2
                    || vector.hasFlag("InvalidAsn")); // bytes behind the point
    return refused ? Outcome.REFUSED : Outcome.ACCEPTED;
  }
}
