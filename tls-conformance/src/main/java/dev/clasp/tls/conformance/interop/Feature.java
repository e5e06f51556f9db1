package dev.clasp.tls.conformance.interop;

import dev.clasp.tls.protocol.ProtocolVersion;
import java.util.List;
import java.util.Set;

/** What two stacks can do with each other beside a suite and a group. */
public enum Feature {
  TICKETS("resumption by ticket", true, true),
  SESSION_IDS("resumption by session id", true, false),
  CLIENT_CERTIFICATE("client certificate", true, true),
  ALPN("ALPN", true, true),
  STAPLING("OCSP stapling", true, true),
  RECORD_SIZE_LIMIT("record_size_limit", true, true),
  HELLO_RETRY_REQUEST("HelloRetryRequest", false, true),
  EXTERNAL_PSK("external PSK", false, true),
  EARLY_DATA("early data (0-RTT)", false, true),
  KEY_UPDATE("KeyUpdate", false, true),
  CERTIFICATE_COMPRESSION("certificate compression (zlib)", false, true),
  /** Reserved values and extensions in any order, from our client (RFC 8701). */
  GREASE("GREASE, shuffled extensions", true, true);

  private final String label;
  private final boolean inTls12;
  private final boolean inTls13;

  Feature(String label, boolean inTls12, boolean inTls13) {
    this.label = label;
    this.inTls12 = inTls12;
    this.inTls13 = inTls13;
  }

  boolean isIn(ProtocolVersion version) {
    return version.equals(ProtocolVersion.TLS12) ? inTls12 : inTls13;
  }

  /** Whether it takes a second connection. */
  boolean resumes() {
    return Set.of(TICKETS, SESSION_IDS, EARLY_DATA).contains(this);
  }

  /** Who can do it: both, but for what only a client starts. */
  List<Direction> directions() {
    return this == GREASE ? List.of(Direction.PEER_SERVES) : List.of(Direction.values());
  }

  @Override
  public String toString() {
    return label;
  }
}
