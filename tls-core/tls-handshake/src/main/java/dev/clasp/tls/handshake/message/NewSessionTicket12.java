package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * NewSessionTicket of TLS 1.2 (RFC 5077 §3.3): the server's state of this session, for the client
 * to keep.
 *
 * <pre>{@code
 * struct {
 *     uint32 ticket_lifetime_hint;
 *     opaque ticket<0..2^16-1>;
 * } NewSessionTicket;
 * }</pre>
 *
 * @param ticketLifetimeHint seconds, unsigned; 0 for "unspecified"
 * @param ticket opaque to the client; empty when the server has none after all
 */
public record NewSessionTicket12(long ticketLifetimeHint, Bytes ticket)
    implements HandshakeMessage {
  public static NewSessionTicket12 decode(WireReader in) throws DecodeException {
    return new NewSessionTicket12(
        in.uint32("ticket_lifetime_hint"), in.opaque16("ticket", 0, 0xFFFF));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint32("ticket_lifetime_hint", ticketLifetimeHint);
    out.opaque16("ticket", ticket);
  }
}
