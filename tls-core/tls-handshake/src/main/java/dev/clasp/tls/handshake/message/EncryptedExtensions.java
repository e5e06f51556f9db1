package dev.clasp.tls.handshake.message;

import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * EncryptedExtensions (RFC 9846 §4.4.1): the server's answers that need not be in the clear.
 *
 * <pre>{@code
 * struct {
 *     Extension extensions<0..2^16-1>;
 * } EncryptedExtensions;
 * }</pre>
 */
public record EncryptedExtensions(Extensions extensions) implements HandshakeMessage {
  public static EncryptedExtensions decode(WireReader in) throws DecodeException {
    return new EncryptedExtensions(Extensions.decode(in, MessageContext.ENCRYPTED_EXTENSIONS));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.ENCRYPTED_EXTENSIONS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    extensions.encodeTo(out);
  }
}
