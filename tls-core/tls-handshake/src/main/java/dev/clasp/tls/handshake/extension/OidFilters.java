package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * oid_filters (RFC 9846 §4.3.5): certificate extensions the client's certificate should have.
 *
 * <pre>{@code
 * struct {
 *     OIDFilter filters<0..2^16-1>;
 * } OIDFilterExtension;
 * }</pre>
 */
public record OidFilters(List<OidFilter> filters) implements Extension {
  public OidFilters {
    filters = List.copyOf(filters);
  }

  public static OidFilters decode(WireReader in) throws DecodeException {
    return new OidFilters(in.list16("filters", 0, 0xFFFF, OidFilter::decode));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.OID_FILTERS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.list16("filters", filters);
  }
}
