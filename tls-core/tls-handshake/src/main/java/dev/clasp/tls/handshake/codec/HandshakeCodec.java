package dev.clasp.tls.handshake.codec;

import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.TlsException;

/** Chooses the decoder of a message by its type, for one protocol version. */
@FunctionalInterface
public interface HandshakeCodec {
  /**
   * Decodes the body, strictly and whole.
   *
   * @throws TlsException {@code decode_error} or what the clause of a field says; {@code
   *     unexpected_message} for a type the version does not have
   */
  HandshakeMessage decode(HandshakeFrame frame) throws TlsException;
}
