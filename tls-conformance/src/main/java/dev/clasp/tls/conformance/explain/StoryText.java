package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.observe.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A story for the terminal: short, one screen, without colours. */
public final class StoryText {
  private static final int WIDTH = 96; // characters of a line that holds an arrow
  private static final int TEXT = 100; // characters of a line of text

  private final StringBuilder text = new StringBuilder();

  private StoryText() {}

  /** The whole text, with a line end behind every line. */
  public static String of(Story story) {
    StoryText out = new StoryText();
    out.write(story);
    return out.text.toString();
  }

  private void write(Story story) {
    line(
        "%s with %s: %s%s"
            .formatted(
                story.version(),
                story.server(),
                story.kind(),
                story.failure().isPresent() ? ", which failed" : ""));
    story.facts().stream()
        .skip(1) // the version, which is said above
        .forEach(fact -> line("  %-14s %s".formatted(fact.name(), fact.value())));
    line("");
    line("  client%sserver".formatted(" ".repeat(WIDTH - 14)));
    for (Story.Part part : story.parts()) {
      if (part instanceof Story.Flight flight) {
        flight.messages().forEach(this::message);
      } else if (part instanceof Story.Keys keys) {
        keys(keys);
      } else {
        line("  ── " + ((Story.Milestone) part).title());
      }
    }
    line("");
    line("The eight classic steps");
    story.steps().forEach(this::step);
    story.failure().ifPresent(this::failure);
  }

  private void message(Story.Told told) {
    String numbers =
        told.steps().stream().map(String::valueOf).collect(Collectors.joining(" and "));
    String name = told.protection().isPresent() ? "{" + told.name() + "}" : told.name();
    String label =
        " %s%s%s "
            .formatted(
                name,
                numbers.isEmpty() ? "" : "  (step %s)".formatted(numbers),
                told.failed() ? "  ✗" : "");
    String line = "─".repeat(Math.max(2, WIDTH - label.length() - 4));
    line(
        told.from() == Side.CLIENT
            ? "  ──%s%s▶".formatted(label, line)
            : "  ◀%s%s──".formatted(line, label));
    told(told.summary());
    for (Story.Check check : told.checks()) {
      if (!check.held()) {
        told("✗ %s: %s (%s)".formatted(check.rule(), check.evidence(), check.clause()));
      }
    }
    long held = told.checks().stream().filter(Story.Check::held).count();
    if (held > 0) {
      told("✓ %d %s".formatted(held, held == 1 ? "check held" : "checks held"));
    }
  }

  private void keys(Story.Keys keys) {
    line("  ── %s".formatted(keys.title()));
    told(keys.why());
    for (Story.Derivation derivation : keys.derivations()) {
      derivation
          .value()
          .ifPresent(value -> line("       %s = %s".formatted(derivation.name(), value)));
    }
    for (Story.Check check : keys.checks()) {
      told("%s %s".formatted(check.held() ? "✓" : "✗", check.rule()));
    }
  }

  private void step(Story.ClassicStep step) {
    String fate =
        switch (step.fate()) {
          case HERE -> "✓";
          case GONE -> "–";
          case SKIPPED -> "○";
          case FAILED -> "✗";
          case NOT_REACHED -> "·";
        };
    List<String> lines = wrapped(step.text(), TEXT - 26);
    line("  %d %s %-18s %s".formatted(step.number(), fate, step.title(), lines.get(0)));
    lines.stream().skip(1).forEach(rest -> line(" ".repeat(25) + rest));
  }

  private void failure(Story.Failure failure) {
    line("");
    line("Failed in step %d, %s".formatted(failure.step(), ClassicSteps.title(failure.step())));
    wrapped(failure.reason(), TEXT - 2).forEach(line -> line("  " + line));
    if (!failure.help().isEmpty()) {
      wrapped(failure.help(), TEXT - 2).forEach(line -> line("  " + line));
    }
  }

  private void told(String sentence) {
    wrapped(sentence, TEXT - 7).forEach(line -> line("       " + line));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Breaks at spaces; at least one line. */
  private static List<String> wrapped(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
