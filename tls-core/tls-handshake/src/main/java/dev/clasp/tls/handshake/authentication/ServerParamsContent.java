package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.protocol.Random;

/**
 * What the signature in a ServerKeyExchange covers (RFC 5246 §7.4.3, RFC 8422 §5.4).
 *
 * <pre>{@code
 * digitally-signed struct {
 *     opaque client_random[32];
 *     opaque server_random[32];
 *     ServerParams params;
 * } signed_params;
 * }</pre>
 *
 * <p>It ties the params to this connection, but not to the cipher suite nor to the rest of the
 * hellos: that is what the Finished messages are for.
 */
public record ServerParamsContent(Random client, Random server, ServerParams params) {
  /**
   * The message to sign. Received params have one encoding only, so it does not matter that they
   * are encoded again.
   */
  public Bytes bytes() {
    return Bytes.concat(client.bytes(), server.bytes(), params.encoded());
  }
}
