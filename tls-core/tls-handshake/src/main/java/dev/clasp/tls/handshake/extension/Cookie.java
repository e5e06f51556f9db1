package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * cookie (RFC 9846 §4.3.2): in a HelloRetryRequest, and copied into the second ClientHello.
 *
 * <pre>{@code
 * struct {
 *     opaque cookie<1..2^16-1>;
 * } Cookie;
 * }</pre>
 */
public record Cookie(Bytes cookie) implements Extension {
  public static Cookie decode(WireReader in) throws DecodeException {
    return new Cookie(in.opaque16("cookie", 1, 0xFFFF));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.COOKIE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque16("cookie", cookie);
  }
}
