package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * An entry of {@link OidFilters} (RFC 9846 §4.3.5).
 *
 * <pre>{@code
 * struct {
 *     opaque certificate_extension_oid<1..2^8-1>;
 *     opaque certificate_extension_values<0..2^16-1>;
 * } OIDFilter;
 * }</pre>
 *
 * @param certificateExtensionOid DER
 * @param certificateExtensionValues DER; may be empty
 */
public record OidFilter(Bytes certificateExtensionOid, Bytes certificateExtensionValues)
    implements Encodable {
  public static OidFilter decode(WireReader in) throws DecodeException {
    return new OidFilter(
        in.opaque8("certificate_extension_oid", 1, 0xFF),
        in.opaque16("certificate_extension_values", 0, 0xFFFF));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("certificate_extension_oid", certificateExtensionOid);
    out.opaque16("certificate_extension_values", certificateExtensionValues);
  }
}
