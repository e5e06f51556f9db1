package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Hashes;
import java.util.List;

/**
 * How many logs must have promised to show the certificate.
 *
 * @param logs whose promises count
 * @param hashes for the identifiers of logs and keys
 * @param operators from how many different operators there must be promises
 */
public record TransparencyPolicy(List<TransparencyLog> logs, Hashes hashes, int operators) {
  public TransparencyPolicy {
    logs = List.copyOf(logs);
  }
}
