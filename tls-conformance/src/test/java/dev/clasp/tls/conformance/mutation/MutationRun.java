package dev.clasp.tls.conformance.mutation;

import dev.clasp.tls.conformance.sites.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * Turns our checks off, one at a time, and looks for a conversation that notices.
 *
 * <p>First every item runs with all checks on, which tells who reaches which site: only those can
 * notice anything. Then each site's items run with its check off until one fails.
 */
final class MutationRun {
  /** What became of one site. */
  enum Fate {
    /** A conversation failed. */
    KILLED,
    /** All conversations that reach it passed. */
    SURVIVED,
    /** No conversation reaches it. */
    UNREACHED
  }

  /**
   * One site's result.
   *
   * @param items how many reach it
   * @param killer item, verdict and what was found; empty unless killed
   */
  record Outcome(Site site, Fate fate, int items, List<String> killer) {
    Outcome {
      killer = List.copyOf(killer);
    }
  }

  private final List<Site> sites;
  private final Predicate<Site> chosen;
  private final Predicate<String> relevant;
  private final int lanes;

  /**
   * Prepares a run.
   *
   * @param sites all of the stack
   * @param chosen those whose checks are turned off
   * @param relevant the items that run at all, by name
   */
  MutationRun(List<Site> sites, Predicate<Site> chosen, Predicate<String> relevant, int lanes) {
    this.sites = List.copyOf(sites);
    this.chosen = chosen;
    this.relevant = relevant;
    this.lanes = lanes;
  }

  /** Runs it; the outcomes are in the order of the sites. */
  List<Outcome> run() {
    List<LoadedLane> open = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(lanes);
    try {
      for (int i = 0; i < lanes; i++) {
        open.add(new LoadedLane(sites, List.of()));
      }
      Map<Integer, List<String>> reaching = reaching(open, threads);
      return mutated(open, threads, reaching);
    } finally {
      threads.shutdownNow();
      open.forEach(LoadedLane::close);
    }
  }

  private Map<Integer, List<String>> reaching(List<LoadedLane> open, ExecutorService threads) {
    Queue<String> items = new ConcurrentLinkedQueue<>();
    open.get(0).items().stream().filter(relevant).forEach(items::add);
    Map<Integer, List<String>> reaching = new TreeMap<>();
    inParallel(
        open,
        threads,
        lane -> {
          for (String item = items.poll(); item != null; item = items.poll()) {
            Set<Integer> reached = lane.reachedBy(item);
            synchronized (reaching) {
              for (int site : reached) {
                reaching.computeIfAbsent(site, ignored -> new ArrayList<>()).add(item);
              }
            }
          }
        });
    return reaching;
  }

  private List<Outcome> mutated(
      List<LoadedLane> open, ExecutorService threads, Map<Integer, List<String>> reaching) {
    Queue<Integer> queue = new ConcurrentLinkedQueue<>();
    Map<Integer, Outcome> outcomes = new TreeMap<>();
    for (int i = 0; i < sites.size(); i++) {
      if (chosen.test(sites.get(i))) {
        queue.add(i);
      }
    }
    inParallel(
        open,
        threads,
        lane -> {
          for (Integer number = queue.poll(); number != null; number = queue.poll()) {
            Site site = sites.get(number);
            List<String> items = reaching.getOrDefault(number, List.of());
            List<String> killer = lane.killer(Set.of(number), site.requirements(), items);
            Fate fate =
                items.isEmpty() ? Fate.UNREACHED : killer.isEmpty() ? Fate.SURVIVED : Fate.KILLED;
            synchronized (outcomes) {
              outcomes.put(number, new Outcome(site, fate, items.size(), killer));
            }
          }
        });
    return List.copyOf(new LinkedHashMap<>(outcomes).values());
  }

  /** Work for one lane. */
  @FunctionalInterface
  private interface Work {
    void with(LoadedLane lane);
  }

  private static void inParallel(List<LoadedLane> open, ExecutorService threads, Work work) {
    List<Future<?>> running = new ArrayList<>();
    open.forEach(lane -> running.add(threads.submit(() -> work.with(lane))));
    for (Future<?> each : running) {
      try {
        each.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException("a lane failed", e.getCause());
      }
    }
  }
}
