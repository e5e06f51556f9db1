package dev.clasp.tls.handshake.message;

import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * HelloRequest (RFC 5246 §7.4.1.1): the server wants to negotiate anew. Never part of a transcript.
 *
 * <pre>{@code
 * struct { } HelloRequest;
 * }</pre>
 */
public record HelloRequest() implements HandshakeMessage {
  public static HelloRequest decode(WireReader in) {
    return new HelloRequest();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.HELLO_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
