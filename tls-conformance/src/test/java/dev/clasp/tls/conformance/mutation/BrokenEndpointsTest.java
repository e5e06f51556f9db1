package dev.clasp.tls.conformance.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.sites.Site;
import dev.clasp.tls.conformance.sites.Sites;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers and clients with well-known bugs: the conversations named catch each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300) // guards against a hang, and against nothing else
class BrokenEndpointsTest {
  private List<Site> sites = List.of();

  @SuppressWarnings("NullAway.Init") // made before the first test
  private LoadedLane lane;

  static List<Bug> bugs() throws IOException {
    return Bug.all();
  }

  @BeforeAll
  void load() throws IOException {
    sites = Sites.ofStack().all();
    lane =
        new LoadedLane(sites, bugs().stream().flatMap(bug -> bug.replacements().stream()).toList());
  }

  @AfterAll
  void close() {
    lane.close();
  }

  @Test
  void areMany() throws IOException {
    assertTrue(bugs().size() >= 40, () -> "bugs in bugs.json");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bugs")
  void isCaught(Bug bug) {
    Set<Integer> off = bug.switches(sites);
    assertFalse(off.isEmpty(), "no such site");
    assertFalse(bug.conversations().isEmpty(), "nothing is to catch it");
    for (String conversation : bug.conversations()) {
      List<String> items =
          lane.items().stream()
              .filter(
                  item -> item.replaceFirst("^\\S+ ", "").split("\\[", 2)[0].equals(conversation))
              .toList();
      assertFalse(items.isEmpty(), conversation);
      assertFalse(lane.killer(off, List.of(), items).isEmpty(), conversation + " does not notice");
    }
  }

  /** Without a bug the same conversations pass: it is the bug that they catch. */
  @Test
  void nothingIsCaughtWithoutABug() throws IOException {
    String conversation = bugs().get(0).conversations().get(0);
    List<String> items = lane.items().stream().filter(item -> item.contains(conversation)).toList();

    assertEquals(List.of(), lane.killer(Set.of(), List.of(), items));
  }
}
