package dev.clasp.tls.conformance.mutation;

import dev.clasp.tls.conformance.sites.Site;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

/** A {@code run.MutationLane} made by a loader of its own, called by reflection. */
final class LoadedLane implements AutoCloseable {
  private static final String LANE = "dev.clasp.tls.conformance.run.MutationLane";

  private final Object lane;

  LoadedLane(List<Site> sites, List<Replacement> replacements) {
    try {
      Class<?> type = new MutatingLoader(sites, replacements).loadClass(LANE);
      lane = type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the rewritten stack does not start", e);
    }
  }

  @SuppressWarnings("unchecked")
  List<String> items() {
    return (List<String>) call("items");
  }

  @SuppressWarnings("unchecked")
  Set<Integer> reachedBy(String item) {
    return (Set<Integer>) call("reachedBy", item);
  }

  @SuppressWarnings("unchecked")
  List<String> killer(Set<Integer> off, List<String> requirements, List<String> items) {
    return (List<String>) call("killer", off, requirements, items);
  }

  private Object call(String name, Object... arguments) {
    for (Method method : lane.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        try {
          return method.invoke(lane, arguments);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(name, e);
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(name + " failed", e.getCause());
        }
      }
    }
    throw new IllegalArgumentException("no method " + name);
  }

  @Override
  public void close() {
    call("close");
  }
}
