package dev.clasp.tls.conformance.endpoint;

import java.io.IOException;

/** Opens instances of one target; each lane of a run has its own. */
public interface TargetSource {
  TargetProfile profile();

  /** For the report's title. */
  String describe();

  /** How many lanes make sense where nobody says; at least 1. */
  int lanes();

  /** An instance, listening. */
  Target open() throws IOException;
}
