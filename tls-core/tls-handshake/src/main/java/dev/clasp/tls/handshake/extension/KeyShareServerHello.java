package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * key_share in a ServerHello (RFC 9846 §4.3.8): the server's half of the key exchange.
 *
 * <pre>{@code
 * struct {
 *     KeyShareEntry server_share;
 * } KeyShareServerHello;
 * }</pre>
 */
public record KeyShareServerHello(KeyShareEntry serverShare) implements Extension {
  public static KeyShareServerHello decode(WireReader in) throws DecodeException {
    return new KeyShareServerHello(KeyShareEntry.decode(in));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    serverShare.encodeTo(out);
  }
}
