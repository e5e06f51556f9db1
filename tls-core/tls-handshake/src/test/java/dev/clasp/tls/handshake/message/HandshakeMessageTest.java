package dev.clasp.tls.handshake.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every message of TLS 1.3. */
class HandshakeMessageTest {
  private static final Set<HandshakeType> TLS13 =
      Set.of(
          HandshakeType.CLIENT_HELLO,
          HandshakeType.SERVER_HELLO,
          HandshakeType.NEW_SESSION_TICKET,
          HandshakeType.END_OF_EARLY_DATA,
          HandshakeType.ENCRYPTED_EXTENSIONS,
          HandshakeType.CERTIFICATE,
          HandshakeType.CERTIFICATE_REQUEST,
          HandshakeType.CERTIFICATE_VERIFY,
          HandshakeType.COMPRESSED_CERTIFICATE,
          HandshakeType.FINISHED,
          HandshakeType.KEY_UPDATE);

  @Property(tries = 1000)
  void decodingUndoesEncoding(@ForAll("messages") HandshakeMessage message) throws TlsException {
    assertEquals(message, decode(message.type(), message.encoded()));
  }

  /**
   * But for Finished, which is as long as it is, and for a hello cut off in front of its
   * extensions: that is one of TLS 1.2 (RFC 5246 §7.4.1.2).
   */
  @Property(tries = 150)
  void noProperPrefixDecodes(@ForAll("messages") HandshakeMessage message) throws TlsException {
    if (message instanceof Finished) {
      return;
    }
    Bytes whole = message.encoded();
    for (int length = 0; length < whole.size(); length++) {
      Bytes prefix = whole.first(length);
      if (withoutExtensions(message).filter(hello -> hello.encoded().equals(prefix)).isPresent()) {
        assertEquals(withoutExtensions(message).orElseThrow(), decode(message.type(), prefix));
        continue;
      }
      assertThrows(
          DecodeException.class,
          () -> decode(message.type(), prefix),
          () -> "decoded the prefix " + prefix);
    }
  }

  @Property(tries = 300)
  void aByteMoreDoesNotDecode(@ForAll("messages") HandshakeMessage message, @ForAll byte more) {
    if (message instanceof Finished || withoutExtensions(message).equals(Optional.of(message))) {
      return;
    }
    Bytes longer = message.encoded().plus(Bytes.of(more));

    assertThrows(DecodeException.class, () -> decode(message.type(), longer));
  }

  @Property(tries = 2000)
  void arbitraryBytesGiveAMessageThatEncodesToThemOrATlsException(
      @ForAll("types") HandshakeType type, @ForAll("bodies") Bytes body) {
    decodesToItselfOrIsRefused(type, body);
  }

  @Property(tries = 2000)
  void aChangedMessageGivesAMessageThatEncodesToItOrATlsException(
      @ForAll("messages") HandshakeMessage message, @ForAll int at, @ForAll byte value) {
    byte[] body = message.encoded().toArray();
    if (body.length > 0) {
      body[Math.floorMod(at, body.length)] = value;
    }

    decodesToItselfOrIsRefused(message.type(), Bytes.copyOf(body));
  }

  @Property(tries = 200)
  void framingPutsTypeAndLengthInFront(@ForAll("messages") HandshakeMessage message) {
    Bytes body = message.encoded();
    Bytes framed = message.framed();

    assertEquals(message.type().value(), framed.get(0));
    assertEquals(body.size(), framed.get(1) << 16 | framed.get(2) << 8 | framed.get(3));
    assertEquals(body, framed.slice(4, framed.size()));
  }

  @Provide
  Arbitrary<HandshakeMessage> messages() {
    return Messages.any();
  }

  @Provide
  Arbitrary<HandshakeType> types() {
    return Arbitraries.of(HandshakeType.class);
  }

  @Provide
  Arbitrary<Bytes> bodies() {
    return Messages.bytes(0, 200);
  }

  private static void decodesToItselfOrIsRefused(HandshakeType type, Bytes body) {
    HandshakeMessage decoded;
    try {
      decoded = decode(type, body);
    } catch (TlsException refused) {
      assertTrue(refused.alert().isPresent(), "no alert");
      assertTrue(refused.clause().isPresent(), "no clause");
      return;
    }
    assertTrue(TLS13.contains(type), () -> "decoded a " + type);
    assertEquals(body, decoded.encoded());
  }

  private static HandshakeMessage decode(HandshakeType type, Bytes body) throws TlsException {
    return HandshakeCodecs.TLS13.decode(new HandshakeFrame(type, body, body, true));
  }

  private static Optional<HandshakeMessage> withoutExtensions(HandshakeMessage message) {
    if (message instanceof ClientHello hello) {
      return Optional.of(hello.withExtensions(Extensions.ABSENT));
    }
    if (message instanceof ServerHello hello) {
      return Optional.of(
          new ServerHello(
              hello.legacyVersion(),
              hello.random(),
              hello.legacySessionIdEcho(),
              hello.cipherSuite(),
              hello.legacyCompressionMethod(),
              Extensions.ABSENT));
    }
    return Optional.empty();
  }
}
