package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/** server_name without content (RFC 6066 §3): the server used the name it was sent. */
public record ServerNameAcknowledged() implements Extension {
  public static ServerNameAcknowledged decode(WireReader in) {
    return new ServerNameAcknowledged();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SERVER_NAME;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
