package dev.clasp.tls.handshake.rfc8448;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.Cookie;
import dev.clasp.tls.handshake.extension.EarlyData;
import dev.clasp.tls.handshake.extension.EarlyDataNewSessionTicket;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.PskKeyExchangeModes;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.ServerNameAcknowledged;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.rfc8448.Rfc8448Trace.Message;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages of RFC 8448: decoded, looked at, and encoded again byte for byte. */
class Rfc8448MessagesTest {
  static List<Arguments> messages() {
    List<Arguments> messages = new ArrayList<>();
    for (Rfc8448Trace trace : Rfc8448Trace.all()) {
      trace.messages().forEach(message -> messages.add(Arguments.of(trace, message)));
    }
    assertEquals(40, messages.size(), "a message went missing");
    return messages;
  }

  static List<Rfc8448Trace> traces() {
    return Rfc8448Trace.all();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("messages")
  void encodesToTheBytesItCameFrom(Rfc8448Trace trace, Message message) throws TlsException {
    HandshakeMessage decoded = decode(message.bytes());

    assertEquals(message.type(), decoded.type());
    assertEquals(message.bytes(), decoded.framed());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void recordsGiveTheirMessages(Rfc8448Trace trace) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    List<Bytes> raw = new ArrayList<>();
    for (Bytes payload : trace.handshakePayloads()) {
      deframer.add(payload);
      boolean endsRecord = false;
      for (Optional<HandshakeFrame> next = deframer.poll();
          next.isPresent();
          next = deframer.poll()) {
        raw.add(next.get().raw());
        endsRecord = next.get().endsRecord();
      }
      assertTrue(endsRecord);
      assertFalse(deframer.holdsPartialMessage());
    }

    assertEquals(trace.messages().stream().map(Message::bytes).toList(), raw);
  }

  @Test
  void clientHello() throws TlsException {
    ClientHello hello = (ClientHello) first("3", HandshakeType.CLIENT_HELLO);

    assertEquals(ProtocolVersion.TLS12, hello.legacyVersion());
    assertTrue(hello.legacySessionId().isEmpty());
    assertEquals(
        List.of(
            CipherSuite.TLS_AES_128_GCM_SHA256,
            CipherSuite.TLS_CHACHA20_POLY1305_SHA256,
            CipherSuite.TLS_AES_256_GCM_SHA384),
        hello.cipherSuites());
    Extensions extensions = hello.extensions();
    assertEquals(
        List.of("server"), extensions.find(ServerNameList.class).orElseThrow().hostNames());
    assertEquals(
        NamedGroup.X25519,
        extensions.find(SupportedGroups.class).orElseThrow().namedGroupList().get(0));
    assertEquals(
        List.of(ProtocolVersion.TLS13),
        extensions.find(SupportedVersionsClient.class).orElseThrow().versions());
    assertEquals(
        List.of(PskKeyExchangeModes.PSK_DHE_KE),
        extensions.find(PskKeyExchangeModes.class).orElseThrow().keModes());
    assertEquals(Optional.of(new RecordSizeLimit(0x4001)), extensions.find(RecordSizeLimit.class));
    assertEquals(9, extensions.list().size());
  }

  @Test
  void clientHelloWithAPreSharedKey() throws TlsException {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("4");
    Bytes bytes = trace.message(HandshakeType.CLIENT_HELLO);
    ClientHello hello = (ClientHello) decode(bytes);
    PreSharedKeyClientHello psk =
        hello.extensions().find(PreSharedKeyClientHello.class).orElseThrow();
    NewSessionTicket13 ticket = (NewSessionTicket13) first("3", HandshakeType.NEW_SESSION_TICKET);

    assertEquals(ticket.ticket(), psk.identities().get(0).identity());
    assertEquals(List.of(trace.value("psk binder", "binder")), psk.binders());
    assertEquals(trace.value("psk binder", "truncated_client_hello"), hello.withoutBinders(bytes));
    assertEquals(Optional.of(new EarlyData()), hello.extensions().find(EarlyData.class));
  }

  @Test
  void serverHello() throws TlsException {
    ServerHello hello = (ServerHello) first("4", HandshakeType.SERVER_HELLO);

    assertFalse(hello.isHelloRetryRequest());
    assertEquals(CipherSuite.TLS_AES_128_GCM_SHA256, hello.cipherSuite());
    assertEquals(
        Optional.of(new SupportedVersionsServer(ProtocolVersion.TLS13)),
        hello.extensions().find(SupportedVersionsServer.class));
    assertEquals(
        Optional.of(new PreSharedKeyServerHello(0)),
        hello.extensions().find(PreSharedKeyServerHello.class));
    assertEquals(
        NamedGroup.X25519,
        hello.extensions().find(KeyShareServerHello.class).orElseThrow().serverShare().group());
  }

  @Test
  void helloRetryRequest() throws TlsException {
    ServerHello retry = (ServerHello) first("5", HandshakeType.SERVER_HELLO);

    assertTrue(retry.isHelloRetryRequest());
    assertEquals(
        Optional.of(new KeyShareHelloRetryRequest(NamedGroup.SECP256R1)),
        retry.extensions().find(KeyShareHelloRetryRequest.class));
    assertEquals(114, retry.extensions().find(Cookie.class).orElseThrow().cookie().size());
  }

  @Test
  void encryptedExtensions() throws TlsException {
    EncryptedExtensions message =
        (EncryptedExtensions) first("4", HandshakeType.ENCRYPTED_EXTENSIONS);

    assertTrue(message.extensions().find(ServerNameAcknowledged.class).isPresent());
    assertTrue(message.extensions().find(EarlyData.class).isPresent());
    assertEquals(4, message.extensions().list().size());
  }

  @Test
  void certificateRequest() throws TlsException {
    CertificateRequest13 message =
        (CertificateRequest13) first("6", HandshakeType.CERTIFICATE_REQUEST);

    assertTrue(message.certificateRequestContext().isEmpty());
    assertEquals(
        15,
        message
            .extensions()
            .find(SignatureAlgorithms.class)
            .orElseThrow()
            .supportedSignatureAlgorithms()
            .size());
  }

  @Test
  void certificate() throws TlsException {
    Certificate13 message = (Certificate13) first("3", HandshakeType.CERTIFICATE);

    assertEquals(1, message.certificateList().size());
    assertEquals(0x1B0, message.certificateList().get(0).certData().size());
    assertEquals(Extensions.EMPTY, message.certificateList().get(0).extensions());
  }

  @Test
  void certificateVerify() throws TlsException {
    CertificateVerify message = (CertificateVerify) first("3", HandshakeType.CERTIFICATE_VERIFY);

    assertEquals(SignatureScheme.RSA_PSS_RSAE_SHA256, message.algorithm());
    assertEquals(128, message.signature().size());
  }

  @Test
  void finished() throws TlsException {
    Rfc8448Trace trace = Rfc8448Trace.ofSection("3");
    Finished message = (Finished) decode(trace.message(HandshakeType.FINISHED));

    assertEquals(trace.value("server finished", "verify_data"), message.verifyData());
  }

  @Test
  void newSessionTicket() throws TlsException {
    NewSessionTicket13 message = (NewSessionTicket13) first("3", HandshakeType.NEW_SESSION_TICKET);

    assertEquals(30, message.ticketLifetime());
    assertEquals(0xFAD6AAC5L, message.ticketAgeAdd());
    assertEquals(Bytes.of(0, 0), message.ticketNonce());
    assertEquals(
        Optional.of(new EarlyDataNewSessionTicket(1024)),
        message.extensions().find(EarlyDataNewSessionTicket.class));
  }

  @Test
  void endOfEarlyData() throws TlsException {
    assertEquals(new EndOfEarlyData(), first("4", HandshakeType.END_OF_EARLY_DATA));
  }

  private static HandshakeMessage first(String section, HandshakeType type) throws TlsException {
    return decode(Rfc8448Trace.ofSection(section).message(type));
  }

  private static HandshakeMessage decode(Bytes framed) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(framed);
    return HandshakeCodecs.TLS13.decode(deframer.poll().orElseThrow());
  }
}
