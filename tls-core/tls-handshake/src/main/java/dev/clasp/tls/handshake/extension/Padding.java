package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * padding (RFC 7685 §3): makes a ClientHello longer.
 *
 * @param padding all zero when sent by us; the receiver need not look (RFC 7685 §3)
 */
public record Padding(Bytes padding) implements Extension {
  public static Padding decode(WireReader in) {
    return new Padding(in.rest());
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PADDING;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("padding", padding);
  }
}
