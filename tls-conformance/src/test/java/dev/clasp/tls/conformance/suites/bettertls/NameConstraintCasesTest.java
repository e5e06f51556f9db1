package dev.clasp.tls.conformance.suites.bettertls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.GeneralName;
import dev.clasp.tls.x509.NameConstraints;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameConstraintCasesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final List<NameConstraintCase> cases = NameConstraintCases.all();

  /** The numbers that Go's published results of the suite give. */
  @Test
  void thereAreAsManyAsInTheSuite() {
    assertEquals(9491, cases.size());
    assertEquals(820, cases.stream().filter(NameConstraintCase::acceptable).count());
  }

  @Test
  void theCasesAreAllDifferentButForTheSixThatComeTwice() {
    assertEquals(9491 - 6, new HashSet<>(cases).size());
  }

  @Test
  void everythingBehindTheProductIsToBeRejected() {
    List<NameConstraintCase> odd = cases.subList(7 + 8748, cases.size());

    assertEquals(736, odd.size());
    assertEquals(0, odd.stream().filter(NameConstraintCase::acceptable).count());
  }

  @Test
  void theAuthorityCarriesTheConstraintsAndTheLeafTheNames() throws Exception {
    NameConstraintCase each = cases.get(1); // the host's own tree is permitted
    List<Bytes> path = new NameConstraintAuthority(NOW).path(each);
    Certificate leaf = Certificate.parse(path.get(0));
    NameConstraints constraints =
        Certificate.parse(path.get(1)).extensions().nameConstraints().orElseThrow();

    assertEquals(
        List.of(new GeneralName.Dns("test.localhost")), leaf.extensions().subjectAltNames());
    assertEquals(List.of(new GeneralName.Dns("localhost")), constraints.permitted());
    assertEquals(List.of(), constraints.excluded());
  }

  @Test
  void underAThousandCertificatesServeAllCases() {
    NameConstraintAuthority authority = new NameConstraintAuthority(NOW);
    Set<Bytes> made = new HashSet<>();
    cases.forEach(each -> made.addAll(authority.path(each)));

    // local_root, every constraint of the product, and every set of names.
    assertEquals(1 + 81 + subjects(), made.size());
  }

  private long subjects() {
    return cases.stream().map(NameConstraintCase::subject).distinct().count();
  }
}
