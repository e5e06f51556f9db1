package dev.clasp.tls.x509.path;

import dev.clasp.tls.x509.RevocationReason;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What is known about one certificate's revocation. */
sealed interface RevocationStatus {
  /** Not revoked, for any reason. */
  record Good() implements RevocationStatus {}

  record Revoked(RevocationReason reason, Instant date) implements RevocationStatus {}

  /**
   * Not known.
   *
   * @param why one line for each source that did not help
   */
  record Unknown(List<String> why) implements RevocationStatus {
    /** What another source says, with both sources' reasons if it does not know either. */
    RevocationStatus or(RevocationStatus other) {
      if (!(other instanceof Unknown unknown)) {
        return other;
      }
      return new Unknown(Stream.concat(why.stream(), unknown.why().stream()).toList());
    }
  }
}
