package dev.clasp.tls.conformance.pki;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What an end-entity certificate shall say; for servers and clients alike.
 *
 * @param keyType the kind of key to make for it
 * @param names host names and IP addresses in text, each a subjectAltName; the first is the common
 *     name as well
 * @param notBefore valid from this second
 * @param notAfter valid to this second
 */
public record LeafRequest(
    KeyType keyType, List<String> names, Instant notBefore, Instant notAfter) {
  /** What a server on this machine can be called. */
  public static final List<String> LOOPBACK_NAMES = List.of("localhost", "127.0.0.1", "::1");

  public LeafRequest {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("LeafRequest.names: none, expected at least one");
    }
  }

  /** For {@link #LOOPBACK_NAMES}, from a day before {@code now} to a year after it. */
  public static LeafRequest forLoopback(KeyType keyType, Instant now) {
    return new LeafRequest(
        keyType, LOOPBACK_NAMES, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)));
  }

  public LeafRequest withNames(List<String> others) {
    return new LeafRequest(keyType, others, notBefore, notAfter);
  }

  public LeafRequest withValidity(Instant from, Instant to) {
    return new LeafRequest(keyType, names, from, to);
  }
}
