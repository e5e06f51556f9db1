package dev.clasp.tls.crypto.provider;

import dev.clasp.tls.crypto.Bytes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded public keys by their encoding; the one not used for longest gives way. Thread-safe. */
final class RecentKeys<K> {
  private final Map<Bytes, K> keys;

  /**
   * @param maximum how many are kept
   */
  RecentKeys(int maximum) {
    keys =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Bytes, K> eldest) {
            return size() > maximum;
          }
        };
  }

  @Nullable K find(Bytes encoding) {
    synchronized (keys) {
      return keys.get(encoding);
    }
  }

  void add(Bytes encoding, K key) {
    synchronized (keys) {
      keys.putIfAbsent(encoding, key);
    }
  }
}
