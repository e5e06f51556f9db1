package dev.clasp.tls.handshake.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every message that only TLS 1.2 has. */
class Message12Test {
  private static final Set<HandshakeType> TLS12 =
      Set.of(
          HandshakeType.HELLO_REQUEST,
          HandshakeType.CLIENT_HELLO,
          HandshakeType.SERVER_HELLO,
          HandshakeType.NEW_SESSION_TICKET,
          HandshakeType.CERTIFICATE,
          HandshakeType.SERVER_KEY_EXCHANGE,
          HandshakeType.CERTIFICATE_REQUEST,
          HandshakeType.SERVER_HELLO_DONE,
          HandshakeType.CERTIFICATE_VERIFY,
          HandshakeType.CLIENT_KEY_EXCHANGE,
          HandshakeType.FINISHED,
          HandshakeType.CERTIFICATE_STATUS);

  @Property(tries = 500)
  void decodingUndoesEncoding(@ForAll("messages") HandshakeMessage message) throws TlsException {
    assertEquals(message, decode(message.type(), message.encoded()));
  }

  @Property(tries = 200)
  void noProperPrefixDecodes(@ForAll("messages") HandshakeMessage message) {
    Bytes whole = message.encoded();
    for (int length = 0; length < whole.size(); length++) {
      Bytes prefix = whole.first(length);
      assertThrows(
          DecodeException.class,
          () -> decode(message.type(), prefix),
          () -> "decoded the prefix " + prefix);
    }
  }

  @Property(tries = 200)
  void aByteMoreDoesNotDecode(@ForAll("messages") HandshakeMessage message, @ForAll byte more) {
    Bytes longer = message.encoded().plus(Bytes.of(more));

    assertThrows(DecodeException.class, () -> decode(message.type(), longer));
  }

  @Property(tries = 2000)
  void arbitraryBytesGiveAMessageThatEncodesToThemOrATlsException(
      @ForAll HandshakeType type, @ForAll("bodies") Bytes body) {
    HandshakeMessage decoded;
    try {
      decoded = decode(type, body);
    } catch (TlsException refused) {
      assertTrue(refused.alert().isPresent(), "no alert");
      assertTrue(refused.clause().isPresent(), "no clause");
      return;
    }
    assertTrue(TLS12.contains(type), () -> "decoded a " + type);
    assertEquals(body, decoded.encoded());
  }

  @Property(tries = 500)
  void aServerKeyExchangeReadsAsWhatWasWritten(
      @ForAll KeyExchange12 keyExchange, @ForAll("signedParams") DigitallySigned signed)
      throws TlsException {
    ServerKeyExchangeContent content = server(keyExchange, signed);
    ServerKeyExchange message = ServerKeyExchange.of(content);

    assertEquals(content, message.content(keyExchange));
    Bytes body = message.body();
    assertThrows(
        DecodeException.class,
        () -> new ServerKeyExchange(body.plus(Bytes.of(0))).content(keyExchange));
    for (int length = 0; length < body.size(); length++) {
      ServerKeyExchange shorter = new ServerKeyExchange(body.first(length));
      assertThrows(DecodeException.class, () -> shorter.content(keyExchange));
    }
  }

  private static ServerKeyExchangeContent server(
      KeyExchange12 keyExchange, DigitallySigned signed) {
    Optional<ServerParams> params =
        switch (keyExchange.share()) {
          case ECDHE -> Optional.of(new ServerEcdhParams(NamedGroup.SECP256R1, Bytes.of(4, 5)));
          case DHE -> Optional.of(new ServerDhParams(Bytes.of(23), Bytes.of(5), Bytes.of(8)));
          case RSA_ENCRYPTION, NONE -> Optional.empty();
        };
    return new ServerKeyExchangeContent(
        keyExchange.usesPsk() ? Optional.of(Bytes.of(1, 2)) : Optional.empty(),
        params,
        params.isPresent() && keyExchange.hasCertificate()
            ? Optional.of(signed)
            : Optional.empty());
  }

  @Property(tries = 200)
  void aClientKeyExchangeReadsAsWhatWasWritten(
      @ForAll KeyExchange12 keyExchange, @ForAll("bodies") Bytes identity) throws TlsException {
    ClientKeyExchangeContent content =
        new ClientKeyExchangeContent(
            keyExchange.usesPsk() ? Optional.of(identity) : Optional.empty(),
            keyExchange.share() == KeyExchange12.Share.NONE
                ? Optional.empty()
                : Optional.of(Bytes.of(7, 8, 9)));
    ClientKeyExchange message = ClientKeyExchange.of(content, keyExchange);

    assertEquals(content, message.content(keyExchange));
    Bytes body = message.body();
    assertThrows(
        DecodeException.class,
        () -> new ClientKeyExchange(body.plus(Bytes.of(0))).content(keyExchange));
    for (int length = 0; length < body.size(); length++) {
      ClientKeyExchange shorter = new ClientKeyExchange(body.first(length));
      assertThrows(DecodeException.class, () -> shorter.content(keyExchange));
    }
  }

  @Provide
  Arbitrary<HandshakeMessage> messages() {
    return Arbitraries.oneOf(
        List.of(
            Messages.bytes(1, 300).list().ofMaxSize(4).map(Certificate12::new),
            Messages.bytes(1, 300).map(CertificateStatus::new),
            Combinators.combine(
                    Messages.bytes(1, 255),
                    schemes().list().ofMinSize(1).ofMaxSize(20),
                    Messages.bytes(1, 60).list().ofMaxSize(4))
                .as(CertificateRequest12::new),
            Combinators.combine(Arbitraries.longs().between(0, 0xFFFFFFFFL), Messages.bytes(0, 300))
                .as(NewSessionTicket12::new),
            Arbitraries.of(new ServerHelloDone(), new HelloRequest())));
  }

  @Provide
  Arbitrary<DigitallySigned> signedParams() {
    return Combinators.combine(schemes(), Messages.bytes(0, 40)).as(DigitallySigned::new);
  }

  private static Arbitrary<SignatureScheme> schemes() {
    return Arbitraries.integers().between(0, 0xFFFF).map(SignatureScheme::new);
  }

  @Provide
  Arbitrary<Bytes> bodies() {
    return Messages.bytes(0, 200);
  }

  private static HandshakeMessage decode(HandshakeType type, Bytes body) throws TlsException {
    return HandshakeCodecs.TLS12.decode(new HandshakeFrame(type, body, body, true));
  }
}
