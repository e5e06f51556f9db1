package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * renegotiation_info (RFC 5746 §3.2), for TLS 1.2.
 *
 * <pre>{@code
 * struct {
 *     opaque renegotiated_connection<0..255>;
 * } RenegotiationInfo;
 * }</pre>
 *
 * @param renegotiatedConnection empty on a first handshake
 */
public record RenegotiationInfo(Bytes renegotiatedConnection) implements Extension {
  public static RenegotiationInfo decode(WireReader in) throws DecodeException {
    return new RenegotiationInfo(in.opaque8("renegotiated_connection", 0, 255));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.RENEGOTIATION_INFO;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("renegotiated_connection", renegotiatedConnection);
  }
}
