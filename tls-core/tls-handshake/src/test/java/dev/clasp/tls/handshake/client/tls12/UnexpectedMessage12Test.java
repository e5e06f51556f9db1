package dev.clasp.tls.handshake.client.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.extension.SessionTicket;
import dev.clasp.tls.handshake.extension.StatusRequestEmpty;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestPeer;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import dev.clasp.tls.x509.path.PathValidated;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of the client × every message it does not expect (RFC 5246 §7.4). */
class UnexpectedMessage12Test {
  private static final Map<String, HandshakeState.Receiving> STATES = states();

  private static Map<String, HandshakeState.Receiving> states() {
    Map<String, HandshakeState.Receiving> states = new LinkedHashMap<>();
    try {
      collect("full", everything(), states);
      collect("psk", psk(), states);
    } catch (TlsException e) {
      throw new AssertionError(e);
    }
    return states;
  }

  /** A handshake with everything in it. */
  private static TestPeer everything() throws TlsException {
    ScriptedServer12 server =
        Servers12.ecdhe(
            Servers12.client()
                .sessions(InMemorySessions.standard(InstantSource.fixed(TestCertificates.NOW)))
                .peerVerifier(peer -> asserted(peer.chain())));
    server
        .send(server.hello(new StatusRequestEmpty(), new SessionTicket(Bytes.empty())))
        .send(server.certificate())
        .send(new CertificateStatus(Bytes.of(1)))
        .send(server.keyExchange(server.ecdhe(NamedGroup.X25519)))
        .send(
            new CertificateRequest12(
                Bytes.of(1), List.of(SignatureScheme.RSA_PKCS1_SHA256), List.of()))
        .send(new ServerHelloDone())
        .takeFlight(List.of())
        .send(new NewSessionTicket12(0, Bytes.of(1)))
        .sendChangeCipherSpec()
        .sendFinished();
    return server.client;
  }

  private static PathValidated asserted(List<dev.clasp.tls.x509.Certificate> chain) {
    try {
      return PathValidated.asserted(chain);
    } catch (dev.clasp.tls.crypto.InvalidKey e) {
      throw new AssertionError(e);
    }
  }

  private static TestPeer psk() throws TlsException {
    ExternalPsk key = ExternalPsk.of(Bytes.of(1), Secret.zeros(16));
    ScriptedServer12 server =
        new ScriptedServer12(
            Servers12.legacyClient().externalPsks(List.of(key)),
            Suite12.TLS_PSK_WITH_AES_128_GCM_SHA256,
            Optional.empty());
    server.helloFlight().takeFlight(List.of(key)).sendChangeCipherSpec().sendFinished();
    return server.client;
  }

  private static void collect(
      String name, TestPeer client, Map<String, HandshakeState.Receiving> states) {
    for (HandshakeState state : client.visited()) {
      if (state instanceof Client12State receiving) {
        states.put(name + " " + receiving.getClass().getSimpleName(), receiving);
      }
    }
  }

  @Test
  void noStateIsMissing() {
    assertEquals(
        List.of(
            "full WaitCertificate",
            "full WaitCertificateStatus",
            "full WaitServerKeyExchange",
            "full WaitRequestOrDone",
            "full WaitDone",
            "full WaitNewSessionTicket",
            "full WaitChangeCipherSpec",
            "full WaitFinished",
            "full Connected12",
            "psk WaitServerKeyExchange",
            "psk WaitChangeCipherSpec",
            "psk WaitFinished",
            "psk Connected12"),
        List.copyOf(STATES.keySet()));
  }

  static List<Arguments> unexpected() {
    List<Arguments> cells = new ArrayList<>();
    int expected = 0;
    for (Map.Entry<String, HandshakeState.Receiving> state : STATES.entrySet()) {
      // A HelloRequest is never unexpected: ignored during the handshake, answered behind it.
      Set<HandshakeType> expects = state.getValue().expects();
      expected += expects.size() + (expects.contains(HandshakeType.HELLO_REQUEST) ? 0 : 1);
      for (HandshakeType type : HandshakeType.values()) {
        if (!expects.contains(type) && type != HandshakeType.HELLO_REQUEST) {
          cells.add(Arguments.of(state.getKey(), type));
        }
      }
    }
    assertEquals(13 * HandshakeType.values().length - expected, cells.size());
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
    assertEquals(Optional.of(Rfc.rfc5246("7.4")), e.clause());
    assertEquals(state.expects(), e.expected());
    assertEquals(type.toString(), e.found());
  }
}
