package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * An extension without a shape here; its content survives as it came.
 *
 * <p>Also the way to write any content under any type: the constructor takes known types too.
 */
public record UnknownExtension(ExtensionType type, Bytes body) implements Extension {
  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("body", body);
  }
}
