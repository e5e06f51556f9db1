package dev.clasp.tls.handshake.server;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Envelope;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.session.TicketKey;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server that keeps nothing lets the client keep between the ClientHellos (RFC 9846 §4.3.2).
 *
 * <pre>{@code
 * cookie = key_name[16] || Envelope(key, key_name || "clasp retry cookie", content)
 *
 * struct {
 *     uint64 sent;                        // milliseconds since 1970
 *     CipherSuite cipher_suite;
 *     NamedGroup selected_group;
 *     opaque client_hello_hash<0..255>;   // Hash(ClientHello1)
 *     opaque unchanged<0..255>;           // what the second ClientHello has to have again
 * } content;
 * }</pre>
 *
 * @param sent when the HelloRetryRequest went out
 * @param unchanged {@link SecondHelloChecks#digest} of the first ClientHello
 */
record RetryCookie(
    Instant sent, Suite13 suite, NamedGroup group, Bytes clientHelloHash, Bytes unchanged) {
  /** A round trip with time for a lost segment or two, and for a slow device to make a key. */
  static final Duration LIFETIME = Duration.ofSeconds(60);

  private static final Bytes PURPOSE =
      Bytes.copyOf("clasp retry cookie".getBytes(StandardCharsets.US_ASCII));

  Bytes seal(CryptoProvider crypto, TicketKeys keys) {
    TicketKey key = keys.current();
    WireWriter out = new WireWriter();
    long millis = Math.max(0, sent.toEpochMilli());
    out.uint32("sent", millis >>> 32);
    out.uint32("sent", millis & 0xFFFF_FFFFL);
    out.uint16("cipher_suite", suite.codePoint().value());
    out.uint16("selected_group", group.value());
    out.opaque8("client_hello_hash", clientHelloHash);
    out.opaque8("unchanged", unchanged);
    return key.name()
        .plus(
            new Envelope(crypto, key.key())
                .seal(key.name().plus(PURPOSE), out.toBytes(), Secret.zeros(0)));
  }

  /**
   * What a cookie says; empty when it is not ours, was changed, is sealed with a key we have
   * dropped, or is too old.
   */
  static Optional<RetryCookie> open(
      Bytes cookie, CryptoProvider crypto, TicketKeys keys, Instant now) {
    if (cookie.size() < TicketKey.NAME_LENGTH) {
      return Optional.empty();
    }
    Bytes name = cookie.first(TicketKey.NAME_LENGTH);
    Optional<TicketKey> key = keys.find(name);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Bytes content =
          new Envelope(crypto, key.get().key())
              .open(name.plus(PURPOSE), cookie.slice(TicketKey.NAME_LENGTH, cookie.size()))
              .content();
      return Optional.of(decode(content)).filter(opened -> opened.isFresh(now));
    } catch (AuthenticationFailed | DecodeException e) {
      return Optional.empty(); // a DecodeException: sealed by another version of us
    }
  }

  private static RetryCookie decode(Bytes content) throws DecodeException {
    WireReader in = WireReader.of("RetryCookie", content);
    long high = in.uint32("sent");
    Instant sent = Instant.ofEpochMilli(high << 32 | in.uint32("sent"));
    Optional<Suite13> suite = Suite13.of(new CipherSuite(in.uint16("cipher_suite")));
    if (suite.isEmpty()) {
      throw in.failure("cipher_suite: none of TLS 1.3");
    }
    NamedGroup group = new NamedGroup(in.uint16("selected_group"));
    RetryCookie cookie =
        new RetryCookie(
            sent,
            suite.get(),
            group,
            in.opaque8("client_hello_hash", 0, 255),
            in.opaque8("unchanged", 0, 255));
    in.end();
    return cookie;
  }

  /** Servers that share keys need not share a clock to the second, so the future counts too. */
  private boolean isFresh(Instant now) {
    return Duration.between(sent, now).abs().compareTo(LIFETIME) <= 0;
  }
}
