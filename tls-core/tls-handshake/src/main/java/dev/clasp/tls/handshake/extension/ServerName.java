package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * An entry of {@link ServerNameList} (RFC 6066 §3).
 *
 * <pre>{@code
 * struct {
 *     NameType name_type;
 *     select (name_type) {
 *         case host_name: HostName;
 *     } name;
 * } ServerName;
 *
 * enum {
 *     host_name(0), (255)
 * } NameType;
 *
 * opaque HostName<1..2^16-1>;
 * }</pre>
 *
 * @param nameType 0 to 255; a name of an unknown type also begins with a length of 16 bits (RFC
 *     6066 §3)
 * @param name without its length; ASCII for a host_name
 */
public record ServerName(int nameType, Bytes name) implements Encodable {
  public static final int HOST_NAME = 0;

  public static ServerName decode(WireReader in) throws DecodeException {
    int nameType = in.uint8("name_type");
    int shortest = nameType == HOST_NAME ? 1 : 0;
    return new ServerName(nameType, in.opaque16("name", shortest, 0xFFFF));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("name_type", nameType);
    out.opaque16("name", name);
  }
}
