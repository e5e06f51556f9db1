package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ClientKeyExchange (RFC 5246 §7.4.7): the client's part of the premaster secret.
 *
 * <p>Its grammar depends on the cipher suite, which a codec does not know: the message keeps its
 * body, and {@link #content} reads it.
 */
public record ClientKeyExchange(Bytes body) implements HandshakeMessage {
  public static ClientKeyExchange decode(WireReader in) {
    return new ClientKeyExchange(in.rest());
  }

  public static ClientKeyExchange of(ClientKeyExchangeContent content, KeyExchange12 keyExchange) {
    WireWriter out = new WireWriter();
    content.encodeTo(out, keyExchange);
    return new ClientKeyExchange(out.toBytes());
  }

  /** Reads the body by the grammar of the key exchange, strictly and whole. */
  public ClientKeyExchangeContent content(KeyExchange12 keyExchange) throws DecodeException {
    WireReader in = WireReader.of("ClientKeyExchange", body);
    ClientKeyExchangeContent content = ClientKeyExchangeContent.decode(in, keyExchange);
    in.end();
    return content;
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_KEY_EXCHANGE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.fixed("body", body);
  }
}
