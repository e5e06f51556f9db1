package dev.clasp.tls.conformance.run;

import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.expand.TargetLists;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.Locale;

/** The target's lists, without the groups that we cannot compute. */
final class SharedLists {
  private SharedLists() {}

  static TargetLists of(Capabilities capabilities, CryptoProvider crypto) {
    return capability ->
        capabilities.members(capability).stream()
            .filter(member -> !capability.startsWith("groups.") || computes(crypto, member))
            .toList();
  }

  private static boolean computes(CryptoProvider crypto, String group) {
    return NamedGroup.known().stream()
        .filter(known -> known.toString().toLowerCase(Locale.ROOT).equals(group))
        .flatMap(known -> known.algorithm().stream())
        .anyMatch(algorithm -> crypto.group(algorithm).isPresent());
  }
}
