package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.FiniteFieldGroup;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.handshake.authentication.ServerParamsContent;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.extension.ExtendedMainSecret;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerDhParams;
import dev.clasp.tls.handshake.message.ServerEcdhParams;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.schedule.Premaster;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server of TLS 1.2 played by hand against our client, message by message: what it sends by
 * default is right, and a test replaces one thing. It keeps its own transcript and secrets.
 */
final class ScriptedServer12 {
  final TestPeer client;
  final ClientHello clientHello;
  final Suite12 suite;
  final Optional<Credential> credential;
  final Random random = new Random(TestConfigs.CRYPTO.random().bytes(Random.LENGTH));

  private TranscriptBuffer messages;
  private Optional<PendingKeyExchange> exchange = Optional.empty();
  private Optional<Epoch> write = Optional.empty();
  private Optional<ServerHello> sentHello = Optional.empty();
  Optional<MainSecret12> main = Optional.empty();
  final List<HandshakeMessage> received = new ArrayList<>();

  ScriptedServer12(ClientConfig.Builder config, Suite12 suite, Optional<Credential> credential) {
    try {
      client = new TestPeer(Handshake.client(config.build(), TestConfigs.SERVER));
      HandshakeFrame frame = client.outbox().remove().frame().orElseThrow();
      clientHello = (ClientHello) HandshakeCodecs.HELLO.decode(frame);
      messages = TranscriptBuffer.of(frame.raw());
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
    this.suite = suite;
    this.credential = credential;
  }

  /** A ServerHello that is right, with these extensions besides. */
  ServerHello hello(Extension... more) {
    Extensions extensions =
        Extensions.of(new RenegotiationInfo(Bytes.empty()), new ExtendedMainSecret());
    for (Extension extension : more) {
      extensions = extensions.with(extension);
    }
    return new ServerHello(
        ProtocolVersion.TLS12, random, SessionId.EMPTY, suite.codePoint(), 0, extensions);
  }

  Certificate12 certificate() {
    return new Certificate12(
        credential.orElseThrow().chain().stream().map(certificate -> certificate.der()).toList());
  }

  /** Params on a curve, of which we have the private half. */
  ServerEcdhParams ecdhe(NamedGroup group) {
    PendingKeyExchange begun =
        TestConfigs.CRYPTO
            .group(group.algorithm().orElseThrow())
            .orElseThrow()
            .begin(TestConfigs.CRYPTO.random());
    exchange = Optional.of(begun);
    return new ServerEcdhParams(group, begun.share());
  }

  /** Params of a finite field with a name, of which we have the private half. */
  ServerDhParams dhe(NamedGroup group) {
    PendingKeyExchange begun =
        TestConfigs.CRYPTO
            .group(group.algorithm().orElseThrow())
            .orElseThrow()
            .begin(TestConfigs.CRYPTO.random());
    exchange = Optional.of(begun);
    FiniteFieldGroup spelled =
        TestConfigs.CRYPTO.classicKeyExchange().named(group.algorithm().orElseThrow());
    return new ServerDhParams(spelled.prime(), spelled.generator(), begun.share());
  }

  /** A ServerKeyExchange with these params, signed where the suite wants that. */
  ServerKeyExchange keyExchange(ServerParams params) {
    return ServerKeyExchange.of(
        new ServerKeyExchangeContent(
            suite.keyExchange().usesPsk() ? Optional.of(Bytes.empty()) : Optional.empty(),
            Optional.of(params),
            credential.map(own -> sign(own, params))));
  }

  DigitallySigned sign(Credential own, ServerParams params) {
    SignatureScheme scheme =
        own.scheme12(TestConfigs.client().build().signatureSchemes()).orElseThrow();
    return sign(own, scheme, new ServerParamsContent(clientHello.random(), random, params).bytes());
  }

  static DigitallySigned sign(Credential own, SignatureScheme scheme, Bytes content) {
    try {
      return new DigitallySigned(
          scheme, scheme.algorithm12().flatMap(own.key()::signer).orElseThrow().sign(content));
    } catch (SigningFailed e) {
      throw new AssertionError(e);
    }
  }

  /** The whole first flight, up to ServerHelloDone. */
  ScriptedServer12 helloFlight(Extension... extensions) throws TlsException {
    send(hello(extensions));
    if (suite.keyExchange().hasCertificate()) {
      send(certificate());
    }
    switch (suite.keyExchange().share()) {
      case ECDHE -> send(keyExchange(ecdhe(NamedGroup.X25519)));
      case DHE -> send(keyExchange(dhe(NamedGroup.FFDHE2048)));
      case RSA_ENCRYPTION, NONE -> {}
    }
    return send(new ServerHelloDone());
  }

  ScriptedServer12 send(HandshakeMessage message) throws TlsException {
    if (message instanceof ServerHello hello) {
      sentHello = Optional.of(hello);
    }
    messages = messages.plus(message.framed());
    client.receive(new TestPeer.Sent(Optional.of(Loopback.frameOf(message, true)), write));
    return this;
  }

  ScriptedServer12 sendChangeCipherSpec() throws TlsException {
    client.receive(new TestPeer.Sent(Optional.empty(), Optional.empty()));
    write = main.map(secret -> keys().server());
    return this;
  }

  KeyBlock12 keys() {
    return main.orElseThrow().keyBlock(false);
  }

  /** Takes the client's second flight, checks its Finished, and knows the main secret then. */
  ScriptedServer12 takeFlight(List<ExternalPsk> psks) throws TlsException {
    while (!client.outbox().isEmpty()) {
      TestPeer.Sent sent = client.outbox().remove();
      if (sent.frame().isEmpty()) {
        continue;
      }
      HandshakeFrame frame = sent.frame().get();
      HandshakeMessage message = HandshakeCodecs.TLS12.decode(frame);
      received.add(message);
      if (message instanceof Finished finished) {
        assertEquals(Optional.of(keys().client()), sent.epoch(), "Finished under the new keys");
        main.orElseThrow().verifyClient(finished.verifyData(), transcript());
      } else {
        assertEquals(Optional.empty(), sent.epoch(), message.type() + " in the clear");
      }
      messages = messages.plus(frame.raw());
      if (message instanceof ClientKeyExchange exchanged) {
        main = Optional.of(mainSecret(exchanged.content(suite.keyExchange()), psks));
      }
    }
    return this;
  }

  /** Resumes with the secret of an earlier session: nothing to take from the client yet. */
  void resume(Secret secret) {
    main = Optional.of(schedule().resumed(secret, true));
  }

  ScriptedServer12 sendFinished() throws TlsException {
    return send(new Finished(main.orElseThrow().serverVerifyData(transcript())));
  }

  /** Goes through the whole of a full handshake. */
  ScriptedServer12 connect(Extension... extensions) throws TlsException {
    helloFlight(extensions);
    takeFlight(List.of());
    sendChangeCipherSpec();
    return sendFinished();
  }

  Bytes joined() {
    return messages.joined();
  }

  Transcript transcript() {
    return messages.hashedWith(TestConfigs.CRYPTO.hashes(), suite.hash());
  }

  private MainSecret12 mainSecret(ClientKeyExchangeContent content, List<ExternalPsk> psks) {
    boolean extended =
        sentHello.orElseThrow().extensions().find(ExtendedMainSecret.class).isPresent();
    Secret premaster = premaster(content, psks);
    return extended ? schedule().extendedMain(premaster, transcript()) : schedule().main(premaster);
  }

  private Secret premaster(ClientKeyExchangeContent content, List<ExternalPsk> psks) {
    Optional<Secret> psk =
        content.pskIdentity().map(identity -> ExternalPsk.find(psks, identity).orElseThrow().key());
    return switch (suite.keyExchange()) {
      case ECDHE_ECDSA, ECDHE_RSA -> Premaster.ecdhe(agreed(content));
      case DHE_RSA -> Premaster.dhe(agreed(content));
      case RSA -> decrypted(content);
      case PSK -> Premaster.psk(psk.orElseThrow());
      case ECDHE_PSK -> Premaster.ecdhePsk(agreed(content), psk.orElseThrow());
      case DHE_PSK -> Premaster.dhePsk(agreed(content), psk.orElseThrow());
      case RSA_PSK -> Premaster.rsaPsk(decrypted(content), psk.orElseThrow());
    };
  }

  private Secret agreed(ClientKeyExchangeContent content) {
    try {
      return exchange.orElseThrow().complete(content.value().orElseThrow());
    } catch (InvalidKeyShare e) {
      throw new AssertionError(e);
    }
  }

  private Secret decrypted(ClientKeyExchangeContent content) {
    return credential
        .orElseThrow()
        .key()
        .premasterDecryption()
        .orElseThrow()
        .decrypt(
            TestConfigs.CRYPTO.random(),
            clientHello.legacyVersion().value(),
            content.value().orElseThrow());
  }

  private KeySchedule12 schedule() {
    return new KeySchedule12(
        TestConfigs.CRYPTO.hashes(), suite, KeyLog.NONE, clientHello.random(), random);
  }

  /** A step that has to make the client fail, and how. */
  @FunctionalInterface
  interface Script {
    void play(ScriptedServer12 server) throws TlsException;
  }

  TlsException fails(AlertDescription alert, Rfc clause, Script script) {
    TlsException failure = assertThrows(TlsException.class, () -> script.play(this));
    Loopback.assertFailure(alert, clause, failure);
    return failure;
  }
}
