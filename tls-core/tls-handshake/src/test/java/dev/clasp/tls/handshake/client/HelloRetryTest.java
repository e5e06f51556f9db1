package dev.clasp.tls.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** HelloRetryRequest at the client: each rule of RFC 9846 §4.2.4 and §4.3.8. */
class HelloRetryTest {
  private static final Rfc RETRY = Rfc.rfc9846("4.2.4");

  @Test
  @DisplayName("RFC 9846 §4.2.2: the same ClientHello but for the key share")
  void secondHelloIsTheFirstWithAnotherShare() {
    List<ClientHello> hellos = new ArrayList<>();
    Loopback.of(TestConfigs.client(), TestConfigs.server().groups(List.of(NamedGroup.SECP384R1)))
        .toServer(
            ClientHello.class,
            hello -> {
              hellos.add(hello);
              return hello;
            })
        .connect();
    ClientHello first = hellos.get(0);
    ClientHello second = hellos.get(1);

    assertEquals(2, hellos.size());
    assertEquals(List.of(NamedGroup.X25519MLKEM768, NamedGroup.X25519), groups(first));
    assertEquals(List.of(NamedGroup.SECP384R1), groups(second));
    assertEquals(
        first, Hellos.with(second, first.extensions().find(KeyShareClientHello.class).get()));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.2: the cookie is copied, the shares stay")
  void copiesTheCookie() throws TlsException {
    Cookie cookie = new Cookie(Bytes.fromHex("c0ffee"));
    TestPeer client = client();
    ClientHello first = sent(client);

    answer(client, retry(first, Optional.empty(), Optional.of(cookie)));
    ClientHello second = sent(client);

    assertEquals(Optional.of(cookie), second.extensions().find(Cookie.class));
    assertEquals(first, Hellos.without(second, ExtensionType.COOKIE));
    assertEquals(
        Optional.of(new HandshakeEvent.HelloRetried(Optional.empty())),
        client.event(HandshakeEvent.HelloRetried.class));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8: a new share, and no key is sent twice")
  void sharesAreFresh() throws TlsException {
    TestPeer client = client();
    ClientHello first = sent(client);

    answer(client, retry(first, Optional.of(NamedGroup.SECP256R1), Optional.empty()));
    ClientHello second = sent(client);

    assertEquals(List.of(NamedGroup.SECP256R1), groups(second));
    assertNotEquals(shares(first), shares(second));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: no supported_versions")
  void noSupportedVersions() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.SUPPORTED_VERSIONS),
        AlertDescription.MISSING_EXTENSION,
        RETRY);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.1: another version")
  void anotherVersion() {
    fails(
        hello -> Hellos.with(hello, new SupportedVersionsServer(ProtocolVersion.TLS12)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: legacy_version as in §4.2.3")
  void legacyVersion() {
    fails(
        hello -> Hellos.version(hello, ProtocolVersion.TLS13),
        AlertDescription.PROTOCOL_VERSION,
        Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: legacy_session_id_echo as in §4.2.3")
  void sessionIdEcho() {
    fails(
        hello -> Hellos.sessionId(hello, Bytes.of(9)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: cipher_suite as in §4.2.3")
  void suite() {
    fails(
        hello -> Hellos.suite(hello, CipherSuite.TLS_AES_128_CCM_8_SHA256),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: legacy_compression_method as in §4.2.3")
  void compression() {
    fails(
        hello -> Hellos.compression(hello, 1),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: an extension that was not offered")
  void extensionNotOffered() {
    fails(
        hello -> Hellos.with(hello, new UnknownExtension(new ExtensionType(0xABCD), Bytes.empty())),
        AlertDescription.UNSUPPORTED_EXTENSION,
        Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8 (1): a group that was not offered")
  void groupNotOffered() {
    fails(
        hello -> Hellos.with(hello, new KeyShareHelloRetryRequest(NamedGroup.FFDHE2048)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.8"));
  }

  @Test
  @DisplayName("RFC 9846 §4.3.8 (2): a group that had a share already")
  void groupWithAShare() {
    fails(
        hello -> Hellos.with(hello, new KeyShareHelloRetryRequest(NamedGroup.X25519)),
        AlertDescription.ILLEGAL_PARAMETER,
        Rfc.rfc9846("4.3.8"));
  }

  @Test
  @DisplayName("RFC 9846 §4.2.4: nothing would change")
  void noChange() {
    fails(
        hello -> Hellos.without(hello, ExtensionType.KEY_SHARE),
        AlertDescription.ILLEGAL_PARAMETER,
        RETRY);
  }

  private static void fails(UnaryOperator<ServerHello> edit, AlertDescription alert, Rfc clause) {
    Loopback.of(TestConfigs.client(), TestConfigs.server().groups(List.of(NamedGroup.SECP256R1)))
        .toClient(ServerHello.class, Hellos.onlyTheRetry(edit))
        .clientFails(alert, clause);
  }

  private static TestPeer client() throws TlsException {
    return new TestPeer(ClientStart.begin(TestConfigs.client().build(), TestConfigs.SERVER));
  }

  private static void answer(TestPeer client, ServerHello hello) throws TlsException {
    client.follow(client.receiving().receive(Loopback.frameOf(hello, true)));
  }

  private static ServerHello retry(
      ClientHello first, Optional<NamedGroup> group, Optional<Cookie> cookie) {
    Extensions extensions = Extensions.of(new SupportedVersionsServer(ProtocolVersion.TLS13));
    if (group.isPresent()) {
      extensions = extensions.plus(new KeyShareHelloRetryRequest(group.get()));
    }
    if (cookie.isPresent()) {
      extensions = extensions.plus(cookie.get());
    }
    return new ServerHello(
        ProtocolVersion.TLS12,
        Random.HELLO_RETRY_REQUEST,
        first.legacySessionId(),
        CipherSuite.TLS_AES_128_GCM_SHA256,
        0,
        extensions);
  }

  /** The next message, the change_cipher_spec before it left out. */
  private static ClientHello sent(TestPeer client) {
    TestPeer.Sent next = client.outbox().remove();
    return next.frame().isEmpty()
        ? sent(client)
        : (ClientHello) Loopback.decode(next.frame().get());
  }

  private static List<NamedGroup> groups(ClientHello hello) {
    return shares(hello).stream().map(KeyShareEntry::group).toList();
  }

  private static List<KeyShareEntry> shares(ClientHello hello) {
    return hello.extensions().find(KeyShareClientHello.class).orElseThrow().clientShares();
  }
}
