package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One operation, measured.
 *
 * @param name such as {@code x25519.agreement}
 * @param what one operation is
 * @param unit of the medians, such as {@code µs}
 * @param medians for one operation, by peer; less is better
 * @param allocated bytes of heap for one operation, by peer; empty where nobody asked
 * @param unavailable why the other peers were not measured
 */
public record Row(
    String name,
    String what,
    String unit,
    Map<Peer, Double> medians,
    Map<Peer, Double> allocated,
    Map<Peer, String> unavailable) {
  public Row {
    medians = copy(medians);
    allocated = copy(allocated);
    unavailable = copy(unavailable);
  }

  /** Microseconds, and nothing else. */
  public Row(String name, String what, Map<Peer, Double> medians, Map<Peer, String> unavailable) {
    this(name, what, "µs", medians, Map.of(), unavailable);
  }

  private static <T> Map<Peer, T> copy(Map<Peer, T> source) {
    Map<Peer, T> copy = new EnumMap<>(Peer.class);
    copy.putAll(source);
    return Collections.unmodifiableMap(copy);
  }

  /** The peers' medians divided by Clasp's: above 1, Clasp is faster. Empty without Clasp's. */
  public Map<Peer, Double> ratios() {
    Map<Peer, Double> ratios = new EnumMap<>(Peer.class);
    Double clasp = medians.get(Peer.CLASP);
    if (clasp != null) {
      medians.forEach(
          (peer, median) -> {
            if (peer != Peer.CLASP) {
              ratios.put(peer, median / clasp);
            }
          });
    }
    return ratios;
  }
}
