package dev.clasp.tls.conformance.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which conversations run.
 *
 * @param only patterns, of which one must match; empty for all
 * @param skip patterns, of which none may match
 * @param replay exactly one cell of one conversation
 * @param shard one part of all items
 */
public record Selection(
    List<String> only, List<String> skip, Optional<Replay> replay, Optional<Shard> shard) {
  private static final Pattern REPLAY =
      Pattern.compile("([^@\\[\\]]+)@(-?\\d+)(?:\\[(.*)\\])?", Pattern.DOTALL);

  /** {@code ID@SEED[CELL]}: what a report names to run one cell again, byte for byte. */
  public record Replay(String id, long seed, String cell) {
    /**
     * Reads it.
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static Replay parse(String text) {
      var matcher = REPLAY.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "found %s, expected SUITE:ID@SEED or SUITE:ID@SEED[CELL]".formatted(text));
      }
      String cell = Optional.ofNullable(matcher.group(3)).orElse("");
      return new Replay(matcher.group(1), Long.parseLong(matcher.group(2)), cell);
    }

    /** What replays a result of a run with this seed. */
    public static String of(String resultId, long seed) {
      int bracket = resultId.indexOf('[');
      return bracket < 0
          ? resultId + "@" + seed
          : resultId.substring(0, bracket) + "@" + seed + resultId.substring(bracket);
    }
  }

  /**
   * One of several parts of about the same size; the same items are in it in every run.
   *
   * @param index from 1
   */
  public record Shard(int index, int count) {
    /**
     * Reads {@code I/N}.
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static Shard parse(String text) {
      if (!text.matches("[1-9]\\d{0,3}/[1-9]\\d{0,3}")) {
        throw new IllegalArgumentException("found %s, expected I/N such as 1/4".formatted(text));
      }
      String[] parts = text.split("/", 2);
      Shard shard = new Shard(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
      if (shard.index > shard.count) {
        throw new IllegalArgumentException(
            "part %d of %d, expected 1 to %d".formatted(shard.index, shard.count, shard.count));
      }
      return shard;
    }

    boolean has(String id) {
      return Math.floorMod(id.hashCode(), count) == index - 1;
    }
  }

  public static final Selection ALL = new Selection(List.of(), List.of(), Optional.empty());

  public Selection {
    only = List.copyOf(only);
    skip = List.copyOf(skip);
  }

  public Selection(List<String> only, List<String> skip, Optional<Replay> replay) {
    this(only, skip, replay, Optional.empty());
  }

  boolean wants(Item item) {
    return wants(item.id(), item.title(), item.conversation().requirements());
  }

  boolean wants(Generated generated) {
    return wants(generated.id(), generated.title(), generated.requirements());
  }

  private boolean wants(String id, String title, List<String> requirements) {
    if (replay.isPresent()) {
      String cell = replay.get().cell();
      return id.equals(replay.get().id() + (cell.isEmpty() ? "" : "[" + cell + "]"));
    }
    return shard.map(part -> part.has(id)).orElse(true)
        && (only.isEmpty()
            || only.stream().anyMatch(pattern -> matches(pattern, id, title, requirements)))
        && skip.stream().noneMatch(pattern -> matches(pattern, id, title, requirements));
  }

  /** With a star: the whole id. Without: a part of the id, the title or a requirement. */
  private static boolean matches(
      String pattern, String id, String title, List<String> requirements) {
    if (pattern.contains("*")) {
      return matchesWhole(pattern, id);
    }
    return id.contains(pattern)
        || title.contains(pattern)
        || requirements.stream().anyMatch(each -> each.contains(pattern));
  }

  /** Whether the pattern, in which a star stands for anything, is the whole text. */
  static boolean matchesWhole(String pattern, String text) {
    String regex = ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }
}
