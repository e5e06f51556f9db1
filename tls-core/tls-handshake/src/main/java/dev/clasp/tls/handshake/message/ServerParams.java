package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.wire.Encodable;

/** The server's half of an ephemeral key exchange: the params of a {@link ServerKeyExchange}. */
public sealed interface ServerParams extends Encodable permits ServerDhParams, ServerEcdhParams {
  /** The server's public value. */
  Bytes publicValue();
}
