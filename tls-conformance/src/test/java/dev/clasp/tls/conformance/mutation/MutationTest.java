package dev.clasp.tls.conformance.mutation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.sites.Site;
import dev.clasp.tls.conformance.sites.Sites;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * That the conversations bite: with any check of the stack off, one of them fails.
 *
 * <p>A plain build tries a few checks. {@code -Dclasp.mutation=full} tries all; what survives
 * stands in {@code survivors.json} with the reason. The table is written to {@code
 * target/mutation.md}.
 */
@Timeout(1_500) // guards against a hang, and against nothing else
class MutationTest {
  /** Well-known holes, by the check that closes them, and conversations that know them. */
  private static final Map<String, String> SAMPLE =
      Map.of(
          "handshake.schedule.FinishedKey.verify:RFC9846-4.5.3/1#2", ":finished-bit-flipped",
          "handshake.schedule.MainSecret12.verify:RFC5246-7.4.9/1#2", ":tls12-finished-bit-first",
          "handshake.psk.PskBinders.verify:RFC9846-4.3.11/8", ":resumption-binder-of-zeros",
          "handshake.client.ServerHelloChecks.requireLegacyFields:RFC9846-4.2.3/5",
              ":client-session-id-other",
          "handshake.authentication.PeerSignature.verify:RFC9846-4.5.2/8",
              ":client-certificate-signature-wrong",
          "record.Tls13Records$Opener.open:RFC9846-5.2/3", ":key-update-old-keys",
          "handshake.extension.Extensions.split:RFC9846-4.3/9", ":extensions-repeated",
          "handshake.server.tls12.ClientHelloChecks12.requireNullCompression:RFC5246-7.4.1.2/7",
              ":tls12-compression-without-null");

  private static List<Site> sites = List.of();

  @BeforeAll
  static void find() {
    sites = Sites.ofStack().all();
  }

  @Test
  void conversationsNoticeMissingChecks() {
    Set<String> known = sites.stream().map(Site::code).collect(Collectors.toSet());
    assertEquals(Set.of(), minus(SAMPLE.keySet(), known), "no such sites");

    List<MutationRun.Outcome> outcomes =
        new MutationRun(
                sites,
                site -> SAMPLE.containsKey(site.code()),
                item -> SAMPLE.values().stream().anyMatch(item::contains),
                1)
            .run();

    assertAll(
        () -> assertEquals(SAMPLE.size(), outcomes.size()),
        () ->
            assertEquals(
                List.of(),
                outcomes.stream()
                    .filter(outcome -> outcome.fate() != MutationRun.Fate.KILLED)
                    .map(outcome -> outcome.site().code() + " " + outcome.fate())
                    .toList()));
  }

  @Test
  void everyCheckIsNoticedOrExplained() throws Exception {
    assumeTrue("full".equals(System.getProperty("clasp.mutation")), "-Dclasp.mutation=full");
    int lanes = Runtime.getRuntime().availableProcessors();
    List<MutationRun.Outcome> outcomes =
        new MutationRun(sites, site -> true, item -> true, lanes).run();
    Map<String, String> explained = explained();
    Files.writeString(Path.of("target", "mutation.md"), table(outcomes, explained));

    Set<String> alive = new TreeSet<>();
    for (MutationRun.Outcome outcome : outcomes) {
      if (outcome.fate() != MutationRun.Fate.KILLED) {
        alive.add(outcome.site().code());
      }
    }
    assertAll(
        () -> assertEquals(Set.of(), minus(alive, explained.keySet()), "unexplained survivors"),
        () -> assertEquals(Set.of(), minus(explained.keySet(), alive), "explained, but killed"),
        () -> assertTrue(outcomes.size() > 200, () -> "sites: " + outcomes.size()));
  }

  private static Set<String> minus(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static Map<String, String> explained() throws IOException {
    Map<String, String> explained = new TreeMap<>();
    try (InputStream in =
        Objects.requireNonNull(MutationTest.class.getResourceAsStream("survivors.json"))) {
      for (JsonNode group : new ObjectMapper().readTree(in).path("survivors")) {
        group
            .path("sites")
            .forEach(site -> explained.put(site.asText(), group.path("reason").asText()));
      }
    }
    return explained;
  }

  private static String table(List<MutationRun.Outcome> outcomes, Map<String, String> explained) {
    List<String> lines = new ArrayList<>();
    Map<MutationRun.Fate, Long> counts =
        outcomes.stream()
            .collect(
                Collectors.groupingBy(
                    MutationRun.Outcome::fate, TreeMap::new, Collectors.counting()));
    lines.add("%d sites: %s".formatted(outcomes.size(), counts));
    lines.add("");
    lines.add("| site | reached by | fate | by what, or why not |");
    lines.add("|---|---|---|---|");
    for (MutationRun.Outcome outcome : outcomes) {
      String why =
          outcome.killer().isEmpty()
              ? explained.getOrDefault(outcome.site().code(), "?")
              : String.join(": ", outcome.killer());
      lines.add(
          "| `%s` | %d | %s | %s |"
              .formatted(
                  outcome.site().code(),
                  outcome.items(),
                  outcome.fate().name().toLowerCase(java.util.Locale.ROOT),
                  why.replace("|", "\\|").replaceAll("\\s+", " ")));
    }
    return String.join("\n", lines) + "\n";
  }
}
