package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * A group and a public value in it (RFC 9846 §4.3.8).
 *
 * <pre>{@code
 * struct {
 *     NamedGroup group;
 *     opaque key_exchange<1..2^16-1>;
 * } KeyShareEntry;
 * }</pre>
 *
 * @param keyExchange in the group's own encoding; not checked here
 */
public record KeyShareEntry(NamedGroup group, Bytes keyExchange) implements Encodable {
  public static KeyShareEntry decode(WireReader in) throws DecodeException {
    return new KeyShareEntry(
        new NamedGroup(in.uint16("group")), in.opaque16("key_exchange", 1, 0xFFFF));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("group", group.value());
    out.opaque16("key_exchange", keyExchange);
  }
}
