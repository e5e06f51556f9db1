package dev.clasp.tls.handshake.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SessionId;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state × every message it does not expect: "A peer which receives a handshake message in an
 * unexpected order MUST abort the handshake with an unexpected_message alert" (RFC 9846 §4).
 */
class UnexpectedMessageTest {
  private static final Map<String, HandshakeState.Receiving> STATES = states();

  /** Each waiting state that a handshake with everything in it goes through, by its name. */
  private static Map<String, HandshakeState.Receiving> states() {
    Map<String, HandshakeState.Receiving> states = new LinkedHashMap<>();
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .keyShares(List.of())
                    .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.NEEDED, TestCertificates.trust()))
            .connect();
    collect("client", loopback.client(), 0, states);
    collect("server", loopback.server(), 0, states);
    collectLater(states);
    return states;
  }

  /** Those of a connection whose client is asked for a certificate behind the handshake. */
  private static void collectLater(Map<String, HandshakeState.Receiving> states) {
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .offerPostHandshakeAuthentication()
                    .credentials(CredentialSelector.of(TestCertificates.client("P-256"))),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.ON_DEMAND, TestCertificates.trust()))
            .connect();
    int client = loopback.client().visited().size() - 1; // with the state that may be asked
    int server = loopback.server().visited().size();
    try {
      loopback.server().follow(loopback.server().connected().requestCertificate());
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
    loopback.deliver();
    collect("asked client", loopback.client(), client, states);
    collect("asking server", loopback.server(), server, states);
  }

  private static void collect(
      String side, TestPeer peer, int from, Map<String, HandshakeState.Receiving> states) {
    int number = 0;
    for (HandshakeState state : peer.visited().subList(from, peer.visited().size())) {
      // A change_cipher_spec that is ignored leads to the very same state.
      if (state instanceof HandshakeState.Receiving receiving && !states.containsValue(receiving)) {
        number++;
        states.put(
            "%s %d %s".formatted(side, number, receiving.getClass().getSimpleName()), receiving);
      }
    }
  }

  @Test
  void noStateIsMissing() {
    assertEquals(
        List.of(
            "client 1 WaitServerHello",
            "client 2 WaitServerHello",
            "client 3 WaitEncryptedExtensions",
            "client 4 WaitCertificateOrRequest",
            "client 5 WaitCertificate",
            "client 6 WaitCertificateVerify",
            "client 7 WaitFinished",
            "client 8 Connected13",
            "server 1 WaitClientHello",
            "server 2 WaitSecondClientHello",
            "server 3 WaitCertificate",
            "server 4 WaitCertificateVerify",
            "server 5 WaitFinished",
            "server 6 Connected13",
            "asked client 1 Connected13",
            "asked client 2 Connected13",
            "asking server 1 Connected13",
            "asking server 2 WaitPostHandshakeCertificateVerify",
            "asking server 3 WaitPostHandshakeFinished",
            "asking server 4 Connected13"),
        List.copyOf(STATES.keySet()));
  }

  static List<Arguments> unexpected() {
    List<Arguments> cells = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<String, HandshakeState.Receiving> state : STATES.entrySet()) {
      expected += state.getValue().expects().size();
      for (HandshakeType type : HandshakeType.values()) {
        if (!state.getValue().expects().contains(type)) {
          cells.add(Arguments.of(state.getKey(), type));
        }
      }
    }
    assertEquals(STATES.size() * HandshakeType.values().length - expected, cells.size());
    return cells;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("unexpected")
  void refuses(String name, HandshakeType type) {
    HandshakeState.Receiving state = STATES.get(name);
    Bytes raw = Bytes.of(type.value(), 0, 0, 1, 0xFF); // also malformed, which must not matter

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () -> state.receive(new HandshakeFrame(type, raw.slice(4, 5), raw, true)));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(Optional.of(clause(name, type)), e.clause());
    assertEquals(state.expects(), e.expected());
    assertEquals(type.toString(), e.found());
  }

  /** The general clause, unless another forbids this message in particular. */
  private static Rfc clause(String state, HandshakeType type) {
    boolean hello = state.endsWith("Hello");
    boolean client = state.contains("client");
    if (state.contains("PostHandshake")) {
      return Rfc.rfc9846("4.7.2"); // nothing comes between the messages of an answer
    }
    if (!hello && type == HandshakeType.KEY_UPDATE) {
      return Rfc.rfc9846("4.7.3");
    }
    if (!hello && type == HandshakeType.END_OF_EARLY_DATA) {
      return Rfc.rfc9846("4.6");
    }
    if (!hello && !client && type == HandshakeType.CLIENT_HELLO) {
      return Rfc.rfc9846("4.2.2");
    }
    if (state.startsWith("client 8") && type == HandshakeType.CERTIFICATE_REQUEST) {
      return Rfc.rfc9846("4.7.2");
    }
    return Rfc.rfc9846("4");
  }

  static List<Arguments> unexpectedAndDecoded() {
    List<Arguments> cells = new ArrayList<>();
    for (Map.Entry<String, HandshakeState.Receiving> state : STATES.entrySet()) {
      for (HandshakeMessage message : messages()) {
        if (!state.getValue().expects().contains(message.type())) {
          cells.add(Arguments.of(state.getKey(), Named.of(message.type().toString(), message)));
        }
      }
    }
    assertEquals(20 * 10 - 27, cells.size());
    return cells;
  }

  /** Whoever drives {@code on} without asking what is expected gets the same answer. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("unexpectedAndDecoded")
  void refusesWhatIsDecodedAlready(String name, HandshakeMessage message) {
    HandshakeState.Receiving state = STATES.get(name);

    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () -> state.on(new Incoming(message, Loopback.frameOf(message, true))));

    assertEquals(Optional.of(AlertDescription.UNEXPECTED_MESSAGE), e.alert());
    assertEquals(state.expects(), e.expected());
  }

  private static List<HandshakeMessage> messages() {
    Random random = new Random(Bytes.copyOf(new byte[Random.LENGTH]));
    CipherSuite suite = CipherSuite.TLS_AES_128_GCM_SHA256;
    return List.of(
        new ClientHello(
            ProtocolVersion.TLS12,
            random,
            SessionId.EMPTY,
            List.of(suite),
            ClientHello.NULL_COMPRESSION,
            Extensions.EMPTY),
        new ServerHello(ProtocolVersion.TLS12, random, SessionId.EMPTY, suite, 0, Extensions.EMPTY),
        new NewSessionTicket13(0, 0, Bytes.empty(), Bytes.of(1), Extensions.EMPTY),
        new EndOfEarlyData(),
        new EncryptedExtensions(Extensions.EMPTY),
        new Certificate13(Bytes.empty(), List.of()),
        new CertificateRequest13(Bytes.empty(), Extensions.EMPTY),
        new CertificateVerify(SignatureScheme.ED25519, Bytes.empty()),
        new Finished(Bytes.empty()),
        new KeyUpdate(KeyUpdate.UPDATE_NOT_REQUESTED));
  }

  @ParameterizedTest
  @MethodSource("statesThatIgnore")
  void ignoresChangeCipherSpec(String name) throws Exception {
    HandshakeState.Receiving state = STATES.get(name);

    assertEquals(
        dev.clasp.tls.handshake.Step.to(state),
        state.onChangeCipherSpec(RecordBoundary.between(new HandshakeDeframer())));
  }

  static List<String> statesThatIgnore() {
    List<String> names = new ArrayList<>(STATES.keySet());
    names.removeAll(statesThatRefuse());
    assertEquals(11, names.size());
    return names;
  }

  /** RFC 9846 §5: "before the first ClientHello message or after the peer's Finished message". */
  @ParameterizedTest
  @MethodSource("statesThatRefuse")
  void refusesChangeCipherSpec(String name) {
    UnexpectedMessage e =
        assertThrows(
            UnexpectedMessage.class,
            () ->
                STATES
                    .get(name)
                    .onChangeCipherSpec(RecordBoundary.between(new HandshakeDeframer())));

    Loopback.assertFailure(AlertDescription.UNEXPECTED_MESSAGE, Rfc.rfc9846("5"), e);
  }

  static List<String> statesThatRefuse() {
    return List.of(
        "client 8 Connected13",
        "server 1 WaitClientHello",
        "server 6 Connected13",
        "asked client 1 Connected13",
        "asked client 2 Connected13",
        "asking server 1 Connected13",
        "asking server 2 WaitPostHandshakeCertificateVerify",
        "asking server 3 WaitPostHandshakeFinished",
        "asking server 4 Connected13");
  }
}
