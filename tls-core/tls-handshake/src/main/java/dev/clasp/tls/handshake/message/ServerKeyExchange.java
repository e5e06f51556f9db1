package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ServerKeyExchange (RFC 5246 §7.4.3): what the client needs for the premaster secret beyond the
 * certificate.
 *
 * <p>Its grammar depends on the cipher suite, which a codec does not know: the message keeps its
 * body, and {@link #content} reads it.
 */
public record ServerKeyExchange(Bytes body) implements HandshakeMessage {
  public static ServerKeyExchange decode(WireReader in) {
    return new ServerKeyExchange(in.rest());
  }

  public static ServerKeyExchange of(ServerKeyExchangeContent content) {
    return new ServerKeyExchange(content.encoded());
  }

  /** Reads the body by the grammar of the key exchange, strictly and whole. */
  public ServerKeyExchangeContent content(KeyExchange12 keyExchange) throws DecodeException {
    WireReader in = WireReader.of("ServerKeyExchange", body);
    ServerKeyExchangeContent content = ServerKeyExchangeContent.decode(in, keyExchange);
    in.end();
    return content;
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_KEY_EXCHANGE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("body", body);
  }
}
