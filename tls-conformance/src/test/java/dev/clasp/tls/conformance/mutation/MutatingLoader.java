package dev.clasp.tls.conformance.mutation;

import dev.clasp.tls.conformance.sites.Site;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads all of Clasp once more, with a switch at each site.
 *
 * <p>Classes of others are shared with the rest of the program.
 */
final class MutatingLoader extends ClassLoader {
  private static final String OURS = "dev.clasp.tls.";

  private final Map<String, List<Rewriting.NumberedSite>> sites = new HashMap<>();
  private final Map<String, List<Replacement>> replacements = new HashMap<>();

  /**
   * Makes a loader.
   *
   * @param all the sites; the number of each is its switch
   * @param replaced methods with a switch of their own
   */
  MutatingLoader(List<Site> all, List<Replacement> replaced) {
    super(MutatingLoader.class.getClassLoader());
    for (int i = 0; i < all.size(); i++) {
      sites
          .computeIfAbsent(all.get(i).owner(), ignored -> new ArrayList<>())
          .add(new Rewriting.NumberedSite(i, all.get(i)));
    }
    for (Replacement each : replaced) {
      replacements.computeIfAbsent(each.owner(), ignored -> new ArrayList<>()).add(each);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String internal = name.replace('.', '/');
    try (InputStream in = getParent().getResourceAsStream(internal + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] original = in.readAllBytes();
      byte[] code =
          sites.containsKey(internal) || replacements.containsKey(internal)
              ? Rewriting.withSwitches(
                  original,
                  sites.getOrDefault(internal, List.of()),
                  replacements.getOrDefault(internal, List.of()))
              : original;
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
