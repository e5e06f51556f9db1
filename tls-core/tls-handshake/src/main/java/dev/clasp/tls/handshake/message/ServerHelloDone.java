package dev.clasp.tls.handshake.message;

import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ServerHelloDone (RFC 5246 §7.4.5): the server has said its part and waits for the client's.
 *
 * <pre>{@code
 * struct { } ServerHelloDone;
 * }</pre>
 */
public record ServerHelloDone() implements HandshakeMessage {
  public static ServerHelloDone decode(WireReader in) {
    return new ServerHelloDone();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO_DONE;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
