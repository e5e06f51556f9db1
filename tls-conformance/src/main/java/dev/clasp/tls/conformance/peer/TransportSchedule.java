package dev.clasp.tls.conformance.peer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How our octets reach the target, under a conversation that does not care: nothing of it may
 * change what the target does.
 */
public enum TransportSchedule {
  /** As the conversation writes it. */
  NONE,
  /** Each octet in a TCP write of its own, as far as that is affordable. */
  SEGMENTS,
  /** Everything up to the next message we wait for in one TCP write. */
  COALESCED,
  /** Handshake messages in records of a few octets (RFC 9846 §5.1, RFC 5246 §6.2.1). */
  SPLIT,
  /** TLS 1.3: a change_cipher_spec in front of protected handshake messages (RFC 9846 §5). */
  CHANGE_CIPHER_SPEC,
  /** TLS 1.3: protected records with padding (RFC 9846 §5.4). */
  PADDING,
  /** Reserved suites and extensions in our hellos, requests and tickets (RFC 8701). */
  GREASE;

  /** As a cell of a matrix spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TransportSchedule> named(String name) {
    return Stream.of(values()).filter(each -> each.toString().equals(name)).findFirst();
  }

  /** Those that leave records as the conversation made them. */
  public static List<TransportSchedule> ofTcpOnly() {
    return List.of(NONE, SEGMENTS, COALESCED);
  }
}
