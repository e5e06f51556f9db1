package dev.clasp.tls.conformance.property;

import dev.clasp.tls.conformance.conversation.Capability;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.ConversationFile.TargetRole;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.run.Generated;
import dev.clasp.tls.conformance.run.Item;
import dev.clasp.tls.conformance.run.Judgement;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.Selection;
import dev.clasp.tls.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/** Tries a property with conversations that are drawn, and makes the first that fails smaller. */
public final class PropertyRun implements Generated {
  /** What the names of results begin with. */
  public static final String PREFIX = PropertyFile.SUITE + ":";

  /** Smaller conversations that are tried, and for how long, before the smallest one is shown. */
  private static final int SHRINKING_TRIES = 200;

  private static final long SHRINKING_NANOS = 20_000_000_000L;

  /** jqwik draws integers from so many at first; its own default. */
  private static final int GENERATION_SIZE = 1000;

  /** jqwik keeps one session, whatever the thread. */
  private static final Object SESSION = new Object();

  private final Property property;
  private final int tries;

  PropertyRun(Property property, int tries) {
    this.property = property;
    this.tries = tries;
  }

  /**
   * Every property.
   *
   * @param tries conversations drawn for each, at least 1
   */
  public static List<Generated> all(int tries) {
    return Properties.all().stream()
        .map(property -> (Generated) new PropertyRun(property, tries))
        .toList();
  }

  @Override
  public String id() {
    return PREFIX + property.id();
  }

  @Override
  public String title() {
    return property.title();
  }

  @Override
  public TargetRole targetRole() {
    return property.side().role;
  }

  @Override
  public List<String> requirements() {
    return property.requirements();
  }

  @Override
  public Optional<Capability> requires() {
    List<Capability> all = new ArrayList<>();
    all.add(new Capability.Has(property.side().version));
    for (String condition : property.requires()) {
      String[] parts = condition.split(":", 2);
      all.add(
          parts.length == 1
              ? new Capability.Has(condition)
              : new Capability.Contains(parts[0], parts[1]));
    }
    return Optional.of(new Capability.All(all));
  }

  @Override
  public Result run(Function<Item, Result> runner, long seed) {
    long start = System.nanoTime();
    @Nullable Result lenient = null;
    Result last = notRun(Verdict.SKIP, "no conversation was drawn");
    List<Drawn> drawn = draw(seed);
    for (int i = 0; i < drawn.size(); i++) {
      Result result = runner.apply(item(drawn.get(i).value()));
      if (result.verdict().failed()) {
        return falsified(new Failure(drawn.get(i), result), i + 1, runner, seed, start);
      }
      if (!result.verdict().passed()) {
        return result; // skipped or inconclusive: the next would be, too
      }
      lenient = lenient == null && result.verdict() == Verdict.PASS_LENIENT ? result : lenient;
      last = result;
    }
    Result shown = lenient == null ? last : lenient;
    String found = "held in %d conversations".formatted(drawn.size());
    return timed(
        shown.with(
            new Judgement(
                shown.verdict(),
                shown.judgement().expected(),
                lenient == null
                    ? found
                    : found + ", in some by the lenient reading: " + shown.judgement().found())),
        start);
  }

  /** A conversation that shows that the property does not hold, and what came of it. */
  private record Failure(Drawn drawn, Result result) {}

  /**
   * A draft and how it can be made smaller. Its value is looked at once, since jqwik makes it anew
   * each time, and only within a session.
   */
  record Drawn(Draft value, Shrinkable<Draft> source) {
    static Drawn of(Shrinkable<Draft> source) {
      return new Drawn(source.value(), source);
    }
  }

  private Result falsified(
      Failure first, int number, Function<Item, Result> runner, long seed, long start) {
    Failure smallest = first;
    int steps = 0;
    int attempts = 0;
    long end = System.nanoTime() + SHRINKING_NANOS;
    Optional<Failure> smaller = Optional.of(first);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = Optional.empty();
      for (Drawn candidate : simpler(smallest.drawn)) {
        if (attempts == SHRINKING_TRIES || System.nanoTime() > end) {
          break;
        }
        attempts++;
        Result result = runner.apply(item(candidate.value()));
        if (result.verdict() == first.result.verdict()) {
          smaller = Optional.of(new Failure(candidate, result));
          steps++;
          break;
        }
      }
    }
    Result result = smallest.result;
    String found =
        "%s (conversation %d of %d, made smaller %d times; draws again with --properties --replay '%s')"
            .formatted(
                result.judgement().found(), number, tries, steps, Selection.Replay.of(id(), seed));
    return timed(
        result
            .with(new Judgement(result.verdict(), result.judgement().expected(), found))
            .with(result.evidence().with(PropertyFile.text(property, smallest.drawn.value()))),
        start);
  }

  private static Result timed(Result result, long start) {
    return result.took((System.nanoTime() - start) / 1_000_000);
  }

  private Item item(Draft draft) {
    ConversationFile file = PropertyFile.read(property, draft);
    return new Item(file, file.conversations().get(0), Cell.NONE);
  }

  /** The conversations of a seed, always the same ones. */
  List<Drawn> draw(long seed) {
    Random random = new Random(new SeededRandom(seed, id()).nextLong());
    return inSession(
        () -> {
          RandomGenerator<Draft> generator = property.drafts().generator(GENERATION_SIZE, true);
          List<Drawn> drawn = new ArrayList<>();
          for (int i = 0; i < tries; i++) {
            drawn.add(Drawn.of(generator.next(random)));
          }
          return drawn;
        });
  }

  private static List<Drawn> simpler(Drawn drawn) {
    return inSession(() -> drawn.source().shrink().limit(SHRINKING_TRIES).map(Drawn::of).toList());
  }

  private static <T> T inSession(Supplier<T> work) {
    synchronized (SESSION) {
      List<T> result = new ArrayList<>();
      JqwikSession.run(() -> result.add(work.get()));
      return result.get(0);
    }
  }
}
