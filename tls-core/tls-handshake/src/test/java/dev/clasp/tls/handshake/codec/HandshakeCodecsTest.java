package dev.clasp.tls.handshake.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HandshakeCodecsTest {
  @ParameterizedTest
  @EnumSource(
      value = HandshakeType.class,
      mode = Mode.EXCLUDE,
      names = {"CLIENT_HELLO", "SERVER_HELLO"})
  @DisplayName("only hellos may come before the version is known (RFC 9846 §4)")
  void helloRefuses(HandshakeType type) {
    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class, () -> HandshakeCodecs.HELLO.decode(frame(type, "00")));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4")), e.clause());
    assertEquals(EnumSet.of(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO), e.expected());
  }

  @ParameterizedTest
  @EnumSource(
      value = HandshakeType.class,
      names = {
        "HELLO_REQUEST",
        "SERVER_KEY_EXCHANGE",
        "SERVER_HELLO_DONE",
        "CLIENT_KEY_EXCHANGE",
        "CERTIFICATE_STATUS",
        "MESSAGE_HASH"
      })
  @DisplayName("a message TLS 1.3 does not have: unexpected_message (RFC 9846 §4)")
  void tls13Refuses(HandshakeType type) {
    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class, () -> HandshakeCodecs.TLS13.decode(frame(type, "00")));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4")), e.clause());
    assertEquals(Set.of(), e.expected());
  }

  @ParameterizedTest
  @EnumSource(
      value = HandshakeType.class,
      names = {
        "END_OF_EARLY_DATA",
        "ENCRYPTED_EXTENSIONS",
        "KEY_UPDATE",
        "COMPRESSED_CERTIFICATE",
        "MESSAGE_HASH"
      })
  @DisplayName("a message TLS 1.2 does not have: unexpected_message (RFC 5246 §7.4)")
  void tls12Refuses(HandshakeType type) {
    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class, () -> HandshakeCodecs.TLS12.decode(frame(type, "00")));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(Rfc.rfc5246("7.4")), e.clause());
  }

  @Test
  void errorsNameTheMessage() {
    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> HandshakeCodecs.TLS13.decode(frame(HandshakeType.CLIENT_HELLO, "0303")));

    assertEquals("ClientHello.random", e.field());
  }

  @Test
  @DisplayName("bytes behind a message: decode_error (RFC 9846 §6.2)")
  void aMessageMustEnd() throws TlsException {
    assertEquals(
        new KeyUpdate(1), HandshakeCodecs.TLS13.decode(frame(HandshakeType.KEY_UPDATE, "01")));

    DecodeException e =
        assertThrows(
            DecodeException.class,
            () -> HandshakeCodecs.TLS13.decode(frame(HandshakeType.KEY_UPDATE, "0100")));
    assertEquals(Optional.of(AlertDescription.DECODE_ERROR), e.alert());
  }

  private static HandshakeFrame frame(HandshakeType type, String hex) {
    Bytes body = Bytes.fromHex(hex);
    return new HandshakeFrame(type, body, body, true);
  }
}
