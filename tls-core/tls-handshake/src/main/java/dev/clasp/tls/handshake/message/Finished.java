package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * Finished (RFC 9846 §4.5.3, RFC 5246 §7.4.9): proof that both sides saw the same handshake.
 *
 * <p>The length depends on version and hash, which the grammar does not know: the whole body is
 * verify_data, and whoever compares it refuses a wrong length. In TLS 1.2 it is 12 bytes.
 *
 * <pre>{@code
 * struct {
 *     opaque verify_data[Hash.length];
 * } Finished;
 * }</pre>
 */
public record Finished(Bytes verifyData) implements HandshakeMessage {
  public static Finished decode(WireReader in) {
    return new Finished(in.rest());
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.FINISHED;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("verify_data", verifyData);
  }
}
