package dev.clasp.tls.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of a registry's code points, both ways. */
final class Names<T> {
  /** One line of the registry. */
  record Entry<T>(T value, String name) {}

  private final Map<T, String> names = new LinkedHashMap<>();
  private final Map<String, T> values = new LinkedHashMap<>();

  Names(List<Entry<T>> entries) {
    for (Entry<T> entry : entries) {
      names.put(entry.value(), entry.name());
      values.put(entry.name(), entry.value());
    }
  }

  Optional<String> of(T value) {
    return Optional.ofNullable(names.get(value));
  }

  Optional<T> byName(String name) {
    return Optional.ofNullable(values.get(name));
  }

  List<T> all() {
    return List.copyOf(names.keySet());
  }
}
