package dev.clasp.tls.handshake.posthandshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.PeerVerifier;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import dev.clasp.tls.x509.path.PathFailure;
import dev.clasp.tls.x509.path.PathRejected;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server that asks for the client's certificate behind the handshake (RFC 9846 §4.7.2). */
class PostHandshakeAuthenticationTest {
  private static final Rfc SECTION = Rfc.rfc9846("4.7.2");

  @Test
  @DisplayName("RFC 9846 §4.7.2: Certificate, CertificateVerify and Finished answer the request")
  void authenticates() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    assertTrue(loopback.server().event(HandshakeEvent.PeerIdentified.class).isEmpty());

    request(loopback);
    assertEquals(
        List.of(
            HandshakeType.CERTIFICATE, HandshakeType.CERTIFICATE_VERIFY, HandshakeType.FINISHED),
        loopback.client().outbox().stream().map(sent -> sent.frame().get().type()).toList());
    loopback.deliver();

    assertEquals(List.of(Optional.of("CN=client")), answers(loopback));
    assertTrue(loopback.client().event(HandshakeEvent.CertificateRequested.class).isPresent());
    assertTrue(loopback.server().isConnected());
    assertFalse(loopback.server().receiving().expects().contains(HandshakeType.CERTIFICATE));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.2: a client that declines sends an empty Certificate and Finished")
  void declines() throws TlsException {
    Loopback loopback =
        connected(TestConfigs.client().offerPostHandshakeAuthentication(), onDemand());

    request(loopback);
    assertEquals(
        List.of(HandshakeType.CERTIFICATE, HandshakeType.FINISHED),
        loopback.client().outbox().stream().map(sent -> sent.frame().get().type()).toList());
    loopback.deliver();

    assertEquals(List.of(Optional.empty()), answers(loopback));
    assertTrue(loopback.server().isConnected());
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.3: who needs a certificate does not take a refusal")
  void declinedWhereNeeded() throws TlsException {
    ServerConfig.Builder needing =
        TestConfigs.server()
            .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust());
    Loopback loopback = connected(willing(), needing);
    loopback.toServer(
        Certificate13.class,
        message -> new Certificate13(message.certificateRequestContext(), List.of()));

    request(loopback);

    loopback.serverFails(AlertDescription.CERTIFICATE_REQUIRED, Rfc.rfc9846("4.5.1.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.2: several requests, answered in another order")
  void answersInAnyOrder() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    loopback.server().follow(loopback.server().connected().requestCertificate());
    loopback.server().follow(loopback.server().connected().requestCertificate());
    loopback.deliverToClient();

    List<TestPeer.Sent> answers = new ArrayList<>(loopback.client().outbox());
    assertEquals(6, answers.size());
    loopback.client().outbox().clear();
    loopback.client().outbox().addAll(answers.subList(3, 6));
    loopback.client().outbox().addAll(answers.subList(0, 3));
    loopback.deliver();

    assertEquals(Collections.nCopies(2, Optional.of("CN=client")), answers(loopback));
  }

  @Test
  @DisplayName("RFC 9846 §4.5: Finished is made with client_application_traffic_secret_N")
  void behindKeyUpdates() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    loopback.client().follow(loopback.client().connected().updateKeys(true));
    loopback.deliver();

    request(loopback);
    loopback.deliver();

    assertEquals(List.of(Optional.of("CN=client")), answers(loopback));
  }

  @Test
  @DisplayName("RFC 8879: the certificate may be compressed")
  void compressed() throws TlsException {
    Loopback loopback =
        connected(
            willing().certificateCompressions(List.of(new ZlibCompression())),
            onDemand().certificateCompressions(List.of(new ZlibCompression())));

    request(loopback);
    assertEquals(
        HandshakeType.COMPRESSED_CERTIFICATE,
        loopback.client().outbox().element().frame().get().type());
    loopback.deliver();

    assertEquals(List.of(Optional.of("CN=client")), answers(loopback));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.2: without post_handshake_auth the client refuses")
  void notOffered() throws TlsException {
    TestPeer client = connected(TestConfigs.client(), onDemand()).client();

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () -> client.receiving().receive(Loopback.frameOf(request(Bytes.of(1)), true)));

    Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, SECTION, e);
  }

  @Test
  @DisplayName("RFC 9846 §4.3.6: the server does not ask who did not offer")
  void notAsked() throws TlsException {
    TestPeer server = connected(TestConfigs.client(), onDemand()).server();

    assertFalse(server.connected().canRequestCertificate());
    assertThrows(LocalFault.class, () -> server.connected().requestCertificate());
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: nor does it ask who has a key from outside")
  void notAskedWithAnExternalPsk() throws TlsException {
    ExternalPsk psk = ExternalPsk.of(Bytes.of(1), Secret.copyOf(Bytes.copyOf(new byte[32])));
    TestPeer server =
        connected(willing().externalPsks(List.of(psk)), onDemand().externalPsks(List.of(psk)))
            .server();

    assertTrue(server.event(HandshakeEvent.ExternalPskSelected.class).isPresent());
    assertFalse(server.connected().canRequestCertificate());
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: but in a resumed session it may")
  void askedInAResumedSession() throws TlsException {
    InstantSource clock = InstantSource.fixed(TestCertificates.NOW);
    ClientConfig client = willing().sessions(InMemorySessions.standard(clock)).build();
    ServerConfig server = onDemand().sessions(InMemorySessions.standard(clock)).build();
    Loopback.of(client, server).connect();
    Loopback again = Loopback.of(client, server).connect();
    assertTrue(again.server().event(HandshakeEvent.SessionResumed.class).isPresent());

    request(again);
    again.deliver();

    assertEquals(List.of(Optional.of("CN=client")), answers(again));
  }

  @Test
  void aServerThatBelievesNobodyDoesNotAsk() throws TlsException {
    TestPeer server = connected(willing(), TestConfigs.server()).server();

    assertFalse(server.connected().canRequestCertificate());
  }

  @Test
  void aClientCannotAsk() throws TlsException {
    TestPeer client = connected(willing(), onDemand()).client();

    assertFalse(client.connected().canRequestCertificate());
    assertThrows(LocalFault.class, () -> client.connected().requestCertificate());
    assertFalse(client.connected().canSendTicket());
    assertThrows(LocalFault.class, () -> client.connected().sendTicket());
  }

  @Test
  void eightRequestsMayBeOpen() throws TlsException {
    TestPeer server = connected(willing(), onDemand()).server();
    for (int i = 0; i < 8; i++) {
      assertTrue(server.connected().canRequestCertificate());
      server.follow(server.connected().requestCertificate());
    }

    assertFalse(server.connected().canRequestCertificate());
    assertThrows(LocalFault.class, () -> server.connected().requestCertificate());
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: contexts are unpredictable and never the same")
  void contexts() throws TlsException {
    List<Bytes> contexts = new ArrayList<>();
    Loopback loopback =
        connected(willing(), onDemand())
            .toClient(
                CertificateRequest13.class,
                message -> {
                  contexts.add(message.certificateRequestContext());
                  return message;
                });

    request(loopback);
    loopback.deliver();
    request(loopback);

    assertEquals(List.of(32, 32), contexts.stream().map(Bytes::size).toList());
    assertNotEquals(contexts.get(0), contexts.get(1));
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: a context that was used before")
  void contextAgain() throws TlsException {
    TestPeer client = connected(willing(), onDemand()).client();
    client.follow(client.receiving().receive(Loopback.frameOf(request(Bytes.of(1)), true)));
    client.follow(client.receiving().receive(Loopback.frameOf(request(Bytes.of(2)), true)));

    TlsException e =
        assertThrows(
            TlsException.class,
            () -> client.receiving().receive(Loopback.frameOf(request(Bytes.of(1)), true)));

    Loopback.assertFailure(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.4.2"), e);
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: an empty context, which the handshake's request has")
  void emptyContext() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toClient(
                CertificateRequest13.class,
                message -> new CertificateRequest13(Bytes.empty(), message.extensions()));

    loopback.server().follow(loopback.server().connected().requestCertificate());

    loopback.clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.4.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: a request without signature_algorithms")
  void withoutSchemes() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toClient(
                CertificateRequest13.class,
                message ->
                    new CertificateRequest13(
                        message.certificateRequestContext(), Extensions.EMPTY));

    loopback.server().follow(loopback.server().connected().requestCertificate());

    loopback.clientFails(AlertDescription.MISSING_EXTENSION, Rfc.rfc9846("4.4.2"));
  }

  @Test
  void aClientSignsSixtyFourTimesAndThenDeclines() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());

    for (int i = 0; i < 65; i++) {
      request(loopback);
      loopback.deliver();
    }

    List<Optional<String>> expected =
        new ArrayList<>(Collections.nCopies(64, Optional.of("CN=client")));
    expected.add(Optional.empty());
    assertEquals(expected, answers(loopback));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: an answer with a context that was not sent")
  void unknownContext() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toServer(
                Certificate13.class,
                message -> new Certificate13(Bytes.of(1), message.certificateList()));

    request(loopback);

    loopback.serverFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.5.1"));
  }

  @Test
  @DisplayName("RFC 9846 §4.4.2: the answer to one request does not answer another")
  void replayedAnswer() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    loopback.server().follow(loopback.server().connected().requestCertificate());
    loopback.server().follow(loopback.server().connected().requestCertificate());
    loopback.deliverToClient();
    List<TestPeer.Sent> answers = new ArrayList<>(loopback.client().outbox());
    Certificate13 second = (Certificate13) Loopback.decode(answers.get(3).frame().get());
    loopback.client().outbox().clear();
    loopback.client().outbox().addAll(answers.subList(0, 3));

    loopback.toServer(
        Certificate13.class,
        message ->
            new Certificate13(second.certificateRequestContext(), message.certificateList()));

    loopback.serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4: a Certificate that nobody asked for")
  void unasked() throws TlsException {
    TestPeer server = connected(willing(), onDemand()).server();

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () ->
                server
                    .receiving()
                    .receive(Loopback.frameOf(new Certificate13(Bytes.of(1), List.of()), true)));

    Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("4"), e);
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: an extension the request does not have")
  void unaskedExtension() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toServer(
                Certificate13.class,
                message ->
                    new Certificate13(
                        message.certificateRequestContext(),
                        List.of(
                            new CertificateEntry(
                                message.certificateList().get(0).certData(),
                                Extensions.of(
                                    new UnknownExtension(
                                        new ExtensionType(0xABCD), Bytes.of(1)))))));

    request(loopback);

    assertEquals(
        Optional.of(AlertDescription.UNSUPPORTED_EXTENSION), loopback.serverFails().alert());
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1.3: a certificate that is not believed")
  void rejected() throws TlsException {
    PeerVerifier nobody =
        peer -> {
          throw new PathRejected(PathFailure.REVOKED, "certificate: revoked");
        };
    ServerConfig.Builder doubting =
        TestConfigs.server().clientAuthentication(ClientAuthentication.ON_DEMAND, nobody);
    Loopback loopback = connected(willing(), doubting);

    request(loopback);

    loopback.serverFails(AlertDescription.CERTIFICATE_REVOKED, Rfc.rfc9846("4.5.1.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.2: a signature that does not verify")
  void wrongSignature() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toServer(
                CertificateVerify.class,
                message ->
                    new CertificateVerify(
                        message.algorithm(), Bytes.copyOf(new byte[message.signature().size()])));

    request(loopback);

    loopback.serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.2"));
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a wrong Finished")
  void wrongFinished() throws TlsException {
    Loopback loopback =
        connected(willing(), onDemand())
            .toServer(Finished.class, message -> new Finished(Bytes.copyOf(new byte[32])));

    request(loopback);

    loopback.serverFails(AlertDescription.DECRYPT_ERROR, Rfc.rfc9846("4.5.3"));
    assertTrue(answers(loopback).isEmpty());
  }

  @Test
  @DisplayName("RFC 9846 §4.5.3: a refusal with a wrong Finished")
  void refusalWithWrongFinished() throws TlsException {
    Loopback loopback =
        connected(TestConfigs.client().offerPostHandshakeAuthentication(), onDemand())
            .toServer(Finished.class, message -> new Finished(Bytes.copyOf(new byte[31])));

    request(loopback);

    loopback.serverFails(AlertDescription.DECODE_ERROR, Rfc.rfc9846("4.5.3"));
  }

  @Test
  @DisplayName("RFC 9846 §4.7.2: a KeyUpdate in the midst of an answer")
  void interrupted() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    request(loopback);
    loopback.server().receive(loopback.client().outbox().remove());
    assertFalse(loopback.server().connected().takesApplicationData());

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () ->
                loopback
                    .server()
                    .receiving()
                    .receive(
                        Loopback.frameOf(new KeyUpdate(KeyUpdate.UPDATE_NOT_REQUESTED), true)));

    Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, SECTION, e);
  }

  @Test
  @DisplayName("RFC 9846 §5: a change_cipher_spec in the midst of an answer")
  void interruptedByChangeCipherSpec() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    request(loopback);
    loopback.server().receive(loopback.client().outbox().remove());

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () ->
                loopback
                    .server()
                    .receiving()
                    .onChangeCipherSpec(RecordBoundary.between(new HandshakeDeframer())));

    Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5"), e);
  }

  @Test
  @DisplayName("RFC 9846 §4.7.3: the server may change its keys in the midst of an answer")
  void updatesKeysMeanwhile() throws TlsException {
    Loopback loopback = connected(willing(), onDemand());
    request(loopback);
    for (int i = 0; i < 2; i++) { // behind Certificate, and behind CertificateVerify
      loopback.server().receive(loopback.client().outbox().remove());
      loopback.server().follow(loopback.server().connected().updateKeys(false));
    }
    loopback.deliver();

    assertEquals(List.of(Optional.of("CN=client")), answers(loopback));
    assertEquals(loopback.server().writeEpoch(), loopback.client().readEpoch());
  }

  private static Loopback connected(ClientConfig.Builder client, ServerConfig.Builder server) {
    return Loopback.of(client, server).connect();
  }

  private static ClientConfig.Builder willing() {
    return TestConfigs.client()
        .credentials(CredentialSelector.of(TestCertificates.client("P-256")))
        .offerPostHandshakeAuthentication();
  }

  private static ServerConfig.Builder onDemand() {
    return TestConfigs.server()
        .clientAuthentication(ClientAuthentication.ON_DEMAND, TestCertificates.trust());
  }

  /** The server asks; the client's answer is on its way. */
  private static void request(Loopback loopback) throws TlsException {
    loopback.server().follow(loopback.server().connected().requestCertificate());
    loopback.deliverToClient();
  }

  private static CertificateRequest13 request(Bytes context) {
    return new CertificateRequest13(
        context,
        Extensions.of(
            new dev.clasp.tls.handshake.extension.SignatureAlgorithms(
                TestConfigs.client().build().signatureSchemes())));
  }

  /** The subjects that the server learned, in order; empty for a refusal. */
  private static List<Optional<String>> answers(Loopback loopback) {
    return loopback.server().events().stream()
        .filter(HandshakeEvent.CertificateAnswered.class::isInstance)
        .map(event -> ((HandshakeEvent.CertificateAnswered) event).client())
        .map(client -> client.map(path -> path.leaf().subject().toString()))
        .toList();
  }
}
