package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * An entry of {@link PreSharedKeyClientHello} (RFC 9846 §4.3.11).
 *
 * <pre>{@code
 * struct {
 *     opaque identity<1..2^16-1>;
 *     uint32 obfuscated_ticket_age;
 * } PskIdentity;
 * }</pre>
 *
 * @param identity a ticket, or the label of an external key
 * @param obfuscatedTicketAge milliseconds plus ticket_age_add, modulo 2^32; 0 for an external key
 */
public record PskIdentity(Bytes identity, long obfuscatedTicketAge) implements Encodable {
  public static PskIdentity decode(WireReader in) throws DecodeException {
    return new PskIdentity(in.opaque16("identity", 1, 0xFFFF), in.uint32("obfuscated_ticket_age"));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque16("identity", identity);
    out.uint32("obfuscated_ticket_age", obfuscatedTicketAge);
  }
}
