package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * NewSessionTicket of TLS 1.3 (RFC 9846 §4.7.1): the server offers a pre-shared key for a later
 * connection.
 *
 * <pre>{@code
 * struct {
 *     uint32 ticket_lifetime;
 *     uint32 ticket_age_add;
 *     opaque ticket_nonce<0..255>;
 *     opaque ticket<1..2^16-1>;
 *     Extension extensions<0..2^16-1>;
 * } NewSessionTicket;
 * }</pre>
 *
 * @param ticketLifetime seconds, unsigned; 0 means "do not keep". The cap of 7 days is the session
 *     store's to apply
 * @param ticketAgeAdd added modulo 2^32 to the age the client will report
 * @param ticketNonce unique per ticket on one connection
 * @param ticket opaque to the client
 */
public record NewSessionTicket13(
    long ticketLifetime, long ticketAgeAdd, Bytes ticketNonce, Bytes ticket, Extensions extensions)
    implements HandshakeMessage {
  public static NewSessionTicket13 decode(WireReader in) throws DecodeException {
    return new NewSessionTicket13(
        in.uint32("ticket_lifetime"),
        in.uint32("ticket_age_add"),
        in.opaque8("ticket_nonce", 0, 255),
        in.opaque16("ticket", 1, 0xFFFF),
        Extensions.decode(in, MessageContext.NEW_SESSION_TICKET));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.NEW_SESSION_TICKET;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint32("ticket_lifetime", ticketLifetime);
    out.uint32("ticket_age_add", ticketAgeAdd);
    out.opaque8("ticket_nonce", ticketNonce);
    out.opaque16("ticket", ticket);
    extensions.encodeTo(out);
  }
}
