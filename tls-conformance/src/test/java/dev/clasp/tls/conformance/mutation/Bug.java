package dev.clasp.tls.conformance.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clasp.tls.conformance.sites.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A mistake that TLS stacks have made, put into ours: checks that are off, methods that do nothing.
 *
 * @param name what is wrong
 * @param sites their codes; a star stands for anything
 * @param replacements methods
 * @param conversations {@code suite:id} of those that have to notice, each
 */
record Bug(
    String name, List<String> sites, List<Replacement> replacements, List<String> conversations) {
  /** Numbers of sites are below this. */
  private static final int FIRST_REPLACEMENT = 1_000;

  Bug {
    sites = List.copyOf(sites);
    replacements = List.copyOf(replacements);
    conversations = List.copyOf(conversations);
  }

  /** Those of {@code bugs.json}. */
  static List<Bug> all() throws IOException {
    List<Bug> bugs = new ArrayList<>();
    int number = FIRST_REPLACEMENT;
    try (InputStream in = Objects.requireNonNull(Bug.class.getResourceAsStream("bugs.json"))) {
      for (JsonNode bug : new ObjectMapper().readTree(in).path("bugs")) {
        List<Replacement> replacements = new ArrayList<>();
        for (JsonNode method : bug.path("methods")) {
          String[] parts = method.asText().split("[#:]", 3);
          replacements.add(
              new Replacement(
                  number++,
                  ("dev.clasp.tls." + parts[0]).replace('.', '/'),
                  parts[1],
                  Replacement.Result.valueOf(parts[2])));
        }
        bugs.add(
            new Bug(
                bug.path("name").asText(),
                texts(bug.path("sites")),
                replacements,
                texts(bug.path("caught_by"))));
      }
    }
    return bugs;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** The numbers of its switches. */
  Set<Integer> switches(List<Site> all) {
    Set<Integer> switches = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) {
      String code = all.get(i).code();
      if (sites.stream().anyMatch(pattern -> matches(pattern, code))) {
        switches.add(i);
      }
    }
    replacements.forEach(each -> switches.add(each.number()));
    return switches;
  }

  private static boolean matches(String pattern, String code) {
    return code.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q"));
  }

  @Override
  public String toString() {
    return name;
  }
}
