package dev.clasp.tls.conformance.mutation;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The switch that rewritten classes ask before they throw: whether this check is off just now.
 *
 * <p>Only for the stack that is examined; the scripted peer uses the same classes, and keeps its
 * checks. Each class loader has its own.
 */
public final class Mutants {
  private static final Set<Integer> REACHED = ConcurrentHashMap.newKeySet();
  private static volatile Set<Integer> off = Set.of();

  private Mutants() {}

  /** Turns these off, and all others on again. */
  public static void turnOff(Set<Integer> switches) {
    off = Set.copyOf(switches);
  }

  /** Called by a site that is about to throw, and at the start of a method that may be replaced. */
  public static boolean isOff(int site) {
    if (!isExamined(Thread.currentThread())) {
      return false;
    }
    REACHED.add(site);
    return off.contains(site);
  }

  /** In place of {@code orElseThrow}: a check that is off lets nothing through as null. */
  @SuppressWarnings({"unchecked", "NullAway"})
  public static Object orElse(Optional<?> value, Supplier<? extends Throwable> error, int site)
      throws Throwable {
    if (value.isPresent()) {
      return value.get();
    }
    if (isOff(site)) {
      return null;
    }
    throw error.get();
  }

  /** The switches that were asked since the last call: sites that threw, or would have. */
  public static Set<Integer> reached() {
    Set<Integer> reached = new TreeSet<>(REACHED);
    REACHED.clear();
    return reached;
  }

  private static boolean isExamined(Thread thread) {
    return thread.getName().startsWith("clasp-server-")
        || thread.getName().startsWith("clasp-client-under-test");
  }
}
