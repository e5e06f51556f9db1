package dev.clasp.tls.handshake.message;

import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.Set;

/**
 * ServerHello (RFC 9846 §4.2.3, RFC 5246 §7.4.1.3): what the server chose. With a special random it
 * is a HelloRetryRequest (RFC 9846 §4.2.4).
 *
 * <pre>{@code
 * struct {
 *     ProtocolVersion legacy_version = 0x0303;    // TLS v1.2
 *     Random random;
 *     opaque legacy_session_id_echo<0..32>;
 *     CipherSuite cipher_suite;
 *     uint8 legacy_compression_method = 0;
 *     Extension extensions<6..2^16-1>;
 * } ServerHello;
 * }</pre>
 *
 * <p>The block of extensions may be shorter or {@link Extensions#ABSENT}: then the hello is of TLS
 * 1.2 or before (RFC 5246 §7.4.1.3). With supported_versions it is never shorter than 6.
 *
 * @param legacyCompressionMethod 0 to 255
 */
public record ServerHello(
    ProtocolVersion legacyVersion,
    Random random,
    SessionId legacySessionIdEcho,
    CipherSuite cipherSuite,
    int legacyCompressionMethod,
    Extensions extensions)
    implements HandshakeMessage {
  public static ServerHello decode(WireReader in) throws DecodeException {
    ProtocolVersion legacyVersion = new ProtocolVersion(in.uint16("legacy_version"));
    Random random = new Random(in.fixed("random", Random.LENGTH));
    return new ServerHello(
        legacyVersion,
        random,
        new SessionId(in.opaque8("legacy_session_id_echo", 0, SessionId.MAX_LENGTH)),
        new CipherSuite(in.uint16("cipher_suite")),
        in.uint8("legacy_compression_method"),
        in.isEmpty()
            ? Extensions.ABSENT
            : Extensions.decode(in, types -> messageContext(random, types)));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.SERVER_HELLO;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("legacy_version", legacyVersion.value());
    out.fixed("random", random.bytes());
    out.opaque8("legacy_session_id_echo", legacySessionIdEcho.bytes());
    out.uint16("cipher_suite", cipherSuite.value());
    out.uint8("legacy_compression_method", legacyCompressionMethod);
    extensions.encodeTo(out);
  }

  /** Whether the random says so: it is looked at first (RFC 9846 §4.2.3). */
  public boolean isHelloRetryRequest() {
    return random.equals(Random.HELLO_RETRY_REQUEST);
  }

  /** Which of the messages of this form it is, by random and supported_versions. */
  public MessageContext messageContext() {
    return messageContext(random, extensions.types());
  }

  private static MessageContext messageContext(Random random, Set<ExtensionType> types) {
    if (random.equals(Random.HELLO_RETRY_REQUEST)) {
      return MessageContext.HELLO_RETRY_REQUEST;
    }
    return types.contains(ExtensionType.SUPPORTED_VERSIONS)
        ? MessageContext.SERVER_HELLO
        : MessageContext.SERVER_HELLO_12;
  }
}
