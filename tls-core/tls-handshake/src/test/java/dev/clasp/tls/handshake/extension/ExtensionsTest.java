package dev.clasp.tls.handshake.extension;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
  private static final Extension VERSIONS =
      new SupportedVersionsClient(List.of(ProtocolVersion.TLS13));
  private static final Extension COOKIE = new Cookie(Bytes.of(1));
  private static final Extension PSK =
      new PreSharedKeyClientHello(
          List.of(new PskIdentity(Bytes.of(1), 0)), List.of(Bytes.copyOf(new byte[32])));
  private static final Extension GREASE =
      new UnknownExtension(new ExtensionType(0x0A0A), Bytes.of(1, 2, 3));

  @Test
  @DisplayName("There MUST NOT be more than one extension of the same type (RFC 9846 §4.3)")
  void refusesATypeTwice() {
    DecodeException e = refused(MessageContext.CLIENT_HELLO, VERSIONS, COOKIE, VERSIONS);

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
    assertEquals("message.extensions.supported_versions", e.field());
  }

  @Test
  void refusesAnUnknownTypeTwice() {
    DecodeException e = refused(MessageContext.NEW_SESSION_TICKET, GREASE, GREASE);

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
  }

  @Test
  @DisplayName("Servers MUST check that pre_shared_key is the last extension (RFC 9846 §4.3.11)")
  void refusesAPreSharedKeyThatIsNotLast() {
    DecodeException e = refused(MessageContext.CLIENT_HELLO, VERSIONS, PSK, COOKIE);

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3.11")), e.clause());
  }

  @Test
  void preSharedKeyMayStandAnywhereInAServerHello() throws DecodeException {
    Extensions extensions =
        Extensions.of(
            new PreSharedKeyServerHello(0), new SupportedVersionsServer(ProtocolVersion.TLS13));

    assertEquals(extensions, decode(extensions, MessageContext.SERVER_HELLO));
  }

  @Test
  void keepsUnknownExtensionsAndTheOrder() throws DecodeException {
    Extensions extensions = Extensions.of(GREASE, COOKIE, VERSIONS, PSK);

    assertEquals(extensions, decode(extensions, MessageContext.CLIENT_HELLO));
  }

  @Test
  void findsByShape() {
    Extensions extensions = Extensions.of(GREASE, COOKIE);

    assertEquals(Optional.of(COOKIE), extensions.find(Cookie.class));
    assertEquals(Optional.empty(), extensions.find(KeyShareClientHello.class));
    assertTrue(extensions.contains(ExtensionType.COOKIE));
    assertFalse(extensions.contains(ExtensionType.KEY_SHARE));
    assertEquals(Set.of(new ExtensionType(0x0A0A), ExtensionType.COOKIE), extensions.types());
  }

  @Test
  void changesMakeNewBlocks() {
    Extensions extensions = Extensions.of(VERSIONS, COOKIE);
    Extension other = new Cookie(Bytes.of(2));

    assertEquals(Extensions.of(VERSIONS, COOKIE, GREASE), extensions.plus(GREASE));
    assertEquals(Extensions.of(COOKIE), extensions.without(ExtensionType.SUPPORTED_VERSIONS));
    assertEquals(Extensions.of(VERSIONS, other), extensions.with(other));
    assertEquals(Extensions.of(VERSIONS, COOKIE, PSK), extensions.with(PSK));
    assertEquals(Extensions.of(VERSIONS, COOKIE), extensions);
  }

  @Test
  void constructionAcceptsWhatDecodingRefuses() {
    assertEquals(
        Bytes.fromHex("000e 002c 0003 000101 002c 0003 000101"),
        Extensions.of(COOKIE, COOKIE).encoded());
  }

  @Test
  void anAbsentBlockIsNotAnEmptyOne() {
    assertEquals(Bytes.empty(), Extensions.ABSENT.encoded());
    assertEquals(Bytes.of(0, 0), Extensions.EMPTY.encoded());
    assertThrows(IllegalArgumentException.class, () -> new Extensions(List.of(COOKIE), false));
    assertEquals(Extensions.of(COOKIE), Extensions.ABSENT.plus(COOKIE));
  }

  @Test
  @DisplayName("a response without a request: unsupported_extension (RFC 9846 §4.3)")
  void refusesAResponseNobodyAskedFor() {
    Extensions response = Extensions.of(VERSIONS, GREASE);

    ProtocolViolation e =
        assertThrows(
            ProtocolViolation.class,
            () ->
                response.requireOnlyOffered(
                    Extensions.of(VERSIONS), MessageContext.ENCRYPTED_EXTENSIONS));

    assertEquals(Optional.of(AlertDescription.UNSUPPORTED_EXTENSION), e.alert());
    assertEquals(Optional.of(Rfc.rfc9846("4.3")), e.clause());
  }

  @Test
  void acceptsResponsesThatWereAskedFor() {
    assertDoesNotThrow(
        () ->
            Extensions.of(COOKIE, VERSIONS)
                .requireOnlyOffered(
                    Extensions.of(VERSIONS, COOKIE, GREASE), MessageContext.SERVER_HELLO));
  }

  @Test
  @DisplayName("clients MUST reject GREASE values when negotiated by the server (RFC 8701 §3.1)")
  void refusesReservedValuesEvenWhereTheyWereOffered() {
    ProtocolViolation e =
        assertThrows(
            ProtocolViolation.class,
            () ->
                Extensions.of(GREASE, VERSIONS)
                    .requireOnlyOffered(
                        Extensions.of(VERSIONS, GREASE), MessageContext.SERVER_HELLO));

    assertEquals(Optional.of(AlertDescription.UNSUPPORTED_EXTENSION), e.alert());
  }

  @Test
  @DisplayName("with the exception of the cookie in the HelloRetryRequest (RFC 9846 §4.3)")
  void acceptsACookieUnaskedInAHelloRetryRequestOnly() {
    assertDoesNotThrow(
        () ->
            Extensions.of(COOKIE)
                .requireOnlyOffered(Extensions.EMPTY, MessageContext.HELLO_RETRY_REQUEST));
    assertThrows(
        ProtocolViolation.class,
        () ->
            Extensions.of(COOKIE)
                .requireOnlyOffered(Extensions.EMPTY, MessageContext.SERVER_HELLO));
  }

  @Test
  void bindersLengthCountsLengthsToo() {
    PreSharedKeyClientHello two =
        new PreSharedKeyClientHello(
            List.of(), List.of(Bytes.copyOf(new byte[32]), Bytes.copyOf(new byte[48])));

    assertEquals(2 + 33 + 49, two.bindersLength());
  }

  private static DecodeException refused(MessageContext message, Extension... list) {
    return assertThrows(DecodeException.class, () -> decode(Extensions.of(list), message));
  }

  private static Extensions decode(Extensions extensions, MessageContext message)
      throws DecodeException {
    return Extensions.decode(WireReader.of("message", extensions.encoded()), message);
  }
}
