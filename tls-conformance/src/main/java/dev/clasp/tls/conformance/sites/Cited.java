package dev.clasp.tls.conformance.sites;

import dev.clasp.tls.protocol.Rfc;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the making of one exception names: the clauses, and whether an exception is made at all. */
final class Cited {
  private final Set<Rfc> clauses = new LinkedHashSet<>();
  private boolean exception;

  void clause(Rfc clause) {
    clauses.add(clause);
  }

  void exception() {
    exception = true;
  }

  boolean isException() {
    return exception;
  }

  Set<Rfc> clauses() {
    return clauses;
  }
}
