package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * key_share in a HelloRetryRequest (RFC 9846 §4.3.8): the group the server wants a share of.
 *
 * <pre>{@code
 * struct {
 *     NamedGroup selected_group;
 * } KeyShareHelloRetryRequest;
 * }</pre>
 */
public record KeyShareHelloRetryRequest(NamedGroup selectedGroup) implements Extension {
  public static KeyShareHelloRetryRequest decode(WireReader in) throws DecodeException {
    return new KeyShareHelloRetryRequest(new NamedGroup(in.uint16("selected_group")));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("selected_group", selectedGroup.value());
  }
}
