package dev.clasp.tls.conformance.suites.bettertls;

/** One of the values BetterTLS puts into a field. */
enum Choice {
  /** The field is absent. */
  NONE,
  /** The name the client asks for, or a tree it is in. */
  VALID,
  /** Another. */
  INVALID
}
