package dev.clasp.tls.conformance.expand;

import java.util.List;

/** The lists that {@code "from": "$target.…"} draws on. */
@FunctionalInterface
public interface TargetLists {
  /** The members of a capability such as {@code groups.tls13}; empty when the target has none. */
  List<String> members(String capability);
}
