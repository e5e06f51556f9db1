package dev.clasp.tls.handshake.message;

import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * EndOfEarlyData (RFC 9846 §4.6): the client has sent all its 0-RTT data.
 *
 * <pre>{@code
 * struct {} EndOfEarlyData;
 * }</pre>
 */
public record EndOfEarlyData() implements HandshakeMessage {
  public static EndOfEarlyData decode(WireReader in) {
    return new EndOfEarlyData();
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.END_OF_EARLY_DATA;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
