package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * ClientHello (RFC 9846 §4.2.2, RFC 5246 §7.4.1.2): what the client offers.
 *
 * <pre>{@code
 * struct {
 *     ProtocolVersion legacy_version = 0x0303;    // TLS v1.2
 *     Random random;
 *     opaque legacy_session_id<0..32>;
 *     CipherSuite cipher_suites<2..2^16-2>;
 *     opaque legacy_compression_methods<1..2^8-1>;
 *     Extension extensions<7..2^16-1>;
 * } ClientHello;
 * }</pre>
 *
 * <p>The block of extensions may be shorter or {@link Extensions#ABSENT}: then the hello is of TLS
 * 1.2 or before, whose bounds are {@code <0..2^16-1>} (RFC 5246 §7.4.1.2). With supported_versions
 * it is never shorter than 7.
 *
 * @param legacyCompressionMethods one byte for each method
 */
public record ClientHello(
    ProtocolVersion legacyVersion,
    Random random,
    SessionId legacySessionId,
    List<CipherSuite> cipherSuites,
    Bytes legacyCompressionMethods,
    Extensions extensions)
    implements HandshakeMessage {
  /** The only content TLS 1.3 allows: the null method. */
  public static final Bytes NULL_COMPRESSION = Bytes.of(0);

  public ClientHello {
    cipherSuites = List.copyOf(cipherSuites);
  }

  public static ClientHello decode(WireReader in) throws DecodeException {
    return new ClientHello(
        new ProtocolVersion(in.uint16("legacy_version")),
        new Random(in.fixed("random", Random.LENGTH)),
        new SessionId(in.opaque8("legacy_session_id", 0, SessionId.MAX_LENGTH)),
        in.list16(
            "cipher_suites", 2, 0xFFFE, suite -> new CipherSuite(suite.uint16("cipher_suite"))),
        in.opaque8("legacy_compression_methods", 1, 0xFF),
        in.isEmpty() ? Extensions.ABSENT : Extensions.decode(in, MessageContext.CLIENT_HELLO));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CLIENT_HELLO;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("legacy_version", legacyVersion.value());
    out.fixed("random", random.bytes());
    out.opaque8("legacy_session_id", legacySessionId.bytes());
    out.vector16(
        "cipher_suites",
        list -> cipherSuites.forEach(suite -> list.uint16("cipher_suite", suite.value())));
    out.opaque8("legacy_compression_methods", legacyCompressionMethods);
    extensions.encodeTo(out);
  }

  /** The same with other extensions. */
  public ClientHello withExtensions(Extensions other) {
    return new ClientHello(
        legacyVersion, random, legacySessionId, cipherSuites, legacyCompressionMethods, other);
  }

  /**
   * What the binders of {@link PreSharedKeyClientHello} sign of this message: everything up to them
   * (RFC 9846 §4.3.11.2).
   *
   * @param framed this message as sent or received, type and length included
   * @throws IllegalStateException without a pre_shared_key extension
   */
  public Bytes withoutBinders(Bytes framed) {
    int binders =
        extensions
            .find(PreSharedKeyClientHello.class)
            .orElseThrow(() -> new IllegalStateException("ClientHello: no pre_shared_key"))
            .bindersLength();
    return framed.first(framed.size() - binders);
  }
}
