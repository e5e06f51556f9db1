package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.protocol.Epoch13;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The epochs of both senders. Mutable, for one run. */
final class TrafficKeys {
  private final Map<Trace.Side, Map<Epoch13.Kind, Epoch13>> epochs =
      new EnumMap<>(Trace.Side.class);

  void put(Trace.Side sender, Epoch13 epoch) {
    epochs
        .computeIfAbsent(sender, side -> new EnumMap<>(Epoch13.Kind.class))
        .put(epoch.kind(), epoch);
  }

  Epoch13 get(Trace.Side sender, Epoch13.Kind kind) {
    return Optional.ofNullable(epochs.getOrDefault(sender, Map.of()).get(kind))
        .orElseThrow(() -> new IllegalStateException("%s: no %s keys".formatted(sender, kind)));
  }
}
