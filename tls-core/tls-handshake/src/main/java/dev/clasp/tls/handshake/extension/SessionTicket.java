package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * session_ticket (RFC 5077 §3.2), for TLS 1.2: a ticket to resume with, or empty to ask for one and
 * to announce one.
 *
 * @param ticket opaque to the client; may be empty
 */
public record SessionTicket(Bytes ticket) implements Extension {
  public static SessionTicket decode(WireReader in) {
    return new SessionTicket(in.rest());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SESSION_TICKET;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("ticket", ticket);
  }
}
