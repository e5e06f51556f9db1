package dev.clasp.tls.protocol.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the fields of an encoding lie, by name; filled by a {@link WireWriter}.
 *
 * <p>Off in production. A second field of one name in a vector gets {@code [1]} behind it, a third
 * {@code [2]}, and so on.
 */
public final class FieldMap {
  /**
   * One field.
   *
   * @param offset of the content, in bytes from the start
   * @param length of the content, in bytes
   * @param prefix bytes of the length in front of the content; 0 for none
   */
  public record Span(int offset, int length, int prefix) {}

  private final Map<String, Span> spans = new LinkedHashMap<>();

  public Optional<Span> find(String path) {
    return Optional.ofNullable(spans.get(path));
  }

  /** All fields, in the order they were finished: inner ones before the vector around them. */
  public Map<String, Span> all() {
    return java.util.Collections.unmodifiableMap(spans);
  }

  void put(String path, int offset, int length, int prefix) {
    String name = path;
    for (int occurrence = 1; spans.containsKey(name); occurrence++) {
      name = path + "[" + occurrence + "]";
    }
    spans.put(name, new Span(offset, length, prefix));
  }
}
