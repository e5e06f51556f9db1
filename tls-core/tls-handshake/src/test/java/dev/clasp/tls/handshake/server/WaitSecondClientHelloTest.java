package dev.clasp.tls.handshake.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.Padding;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ClientHello behind our HelloRetryRequest: the same as the first, but for what we asked. */
class WaitSecondClientHelloTest {
  private static final Rfc SAME = Rfc.rfc9846("4.2.2");
  private static final Rfc KEY_SHARE = Rfc.rfc9846("4.3.8");

  @Test
  @DisplayName("RFC 9846 §4.2.2: a field that changed")
  void changedField() {
    List<UnaryOperator<ClientHello>> edits =
        List.of(
            hello -> Hellos.random(hello, new Random(Bytes.copyOf(new byte[32]))),
            hello -> Hellos.sessionId(hello, Bytes.of(1)),
            hello -> Hellos.suites(hello, List.of(CipherSuite.TLS_AES_128_GCM_SHA256)));
    for (UnaryOperator<ClientHello> edit : edits) {
      fails(edit, AlertDescription.ILLEGAL_PARAMETER, SAME);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: the rules of every ClientHello hold for the second too")
  void rulesOfEveryHello() {
    fails(
        hello -> Hellos.version(hello, ProtocolVersion.TLS11),
        AlertDescription.PROTOCOL_VERSION,
        SAME);
    fails(
        hello -> Hellos.compression(hello, Bytes.of(0, 1)),
        AlertDescription.ILLEGAL_PARAMETER,
        SAME);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: an extension that changed or came")
  void changedExtension() {
    List<Extension> others =
        List.of(
            ServerNameList.ofHostName("other.test"),
            new SupportedGroups(List.of(NamedGroup.SECP256R1)),
            new SignatureAlgorithms(List.of(SignatureScheme.ED25519)),
            new ApplicationLayerProtocolNegotiation(List.of("h2")));
    for (Extension other : others) {
      fails(hello -> Hellos.with(hello, other), AlertDescription.ILLEGAL_PARAMETER, SAME);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: an extension that went")
  void removedExtension() {
    for (ExtensionType type :
        List.of(ExtensionType.SERVER_NAME, ExtensionType.PSK_KEY_EXCHANGE_MODES)) {
      fails(hello -> Hellos.without(hello, type), AlertDescription.ILLEGAL_PARAMETER, SAME);
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: a cookie we did not send")
  void cookieUnasked() {
    fails(
        hello -> Hellos.with(hello, new Cookie(Bytes.of(1))),
        AlertDescription.ILLEGAL_PARAMETER,
        SAME);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: early_data again")
  void earlyData() {
    fails(hello -> Hellos.with(hello, new EarlyData()), AlertDescription.ILLEGAL_PARAMETER, SAME);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.2: padding and what we do not recognise may change")
  void allowedChanges() throws TlsException {
    List<Extension> allowed =
        List.of(
            new Padding(Bytes.copyOf(new byte[7])),
            new UnknownExtension(ExtensionType.ENCRYPTED_CLIENT_HELLO, Bytes.of(1, 2)));
    for (Extension extension : allowed) {
      Loopback loopback = retried(hello -> Hellos.with(hello, extension));
      loopback.deliverToServer();
      loopback.deliverToClient();
      loopback.deliverToServer();

      assertEquals(
          Optional.of(NamedGroup.SECP256R1),
          loopback.server().event(HandshakeEvent.Negotiated.class).orElseThrow().group());
    }
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a share of another group, no share, or more than one")
  void otherShares() {
    KeyShareEntry wrong = new KeyShareEntry(NamedGroup.SECP384R1, Bytes.of(4));
    fails(
        hello -> Hellos.with(hello, new KeyShareClientHello(List.of(wrong))),
        AlertDescription.ILLEGAL_PARAMETER,
        KEY_SHARE);
    fails(
        hello -> Hellos.with(hello, new KeyShareClientHello(List.of())),
        AlertDescription.ILLEGAL_PARAMETER,
        KEY_SHARE);
    fails(
        hello -> {
          List<KeyShareEntry> shares =
              new ArrayList<>(
                  hello.extensions().find(KeyShareClientHello.class).orElseThrow().clientShares());
          shares.add(wrong);
          return Hellos.with(hello, new KeyShareClientHello(shares));
        },
        AlertDescription.ILLEGAL_PARAMETER,
        KEY_SHARE);
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: the suite of the HelloRetryRequest stays")
  void suiteStays() {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client(),
                TestConfigs.server()
                    .suites(List.of(Suite13.TLS_AES_256_GCM_SHA384, Suite13.TLS_AES_128_GCM_SHA256))
                    .groups(List.of(NamedGroup.SECP521R1)))
            .connect();

    assertEquals(
        Suite13.TLS_AES_256_GCM_SHA384,
        loopback.client().event(HandshakeEvent.Negotiated.class).orElseThrow().suite());
  }

  @Test
  @DisplayName("RFC 9846 §5.1: more data behind the second ClientHello in its record")
  void recordBoundary() {
    Loopback.of(TestConfigs.client(), TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)))
        .framesToServer(frame -> new HandshakeFrame(frame.type(), frame.body(), frame.raw(), false))
        .serverFails(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5.1"));
  }

  private static void fails(UnaryOperator<ClientHello> edit, AlertDescription alert, Rfc clause) {
    retried(edit).serverFails(alert, clause);
  }

  private static Loopback retried(UnaryOperator<ClientHello> edit) {
    return Loopback.of(
            TestConfigs.client(), TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)))
        .toServer(ClientHello.class, Hellos.second(edit));
  }
}
