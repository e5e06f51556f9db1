package dev.clasp.tls.handshake.client.tls13;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Action;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientAuthentication;
import dev.clasp.tls.handshake.extension.OidFilter;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The client's certificate for requests our own server does not make. */
class ClientSecondFlight13Test {
  @Test
  @DisplayName("RFC 9846 §4.5.1.2: the certificate MUST match the filters, whoever selects it")
  void filters() throws TlsException {
    assertEquals(1, answer(Bytes.empty(), "03020780").certificateList().size());
    assertEquals(0, answer(Bytes.empty(), "03020106").certificateList().size());
  }

  @Test
  @DisplayName("RFC 9846 §4.5.1: the context of the request comes back")
  void context() throws TlsException {
    assertEquals(Bytes.of(7), answer(Bytes.of(7), "03020780").certificateRequestContext());
    assertEquals(Bytes.of(7), answer(Bytes.of(7), "03020106").certificateRequestContext());
  }

  /** Our Certificate for a request with this context, filtered by these bits of key usage. */
  private static Certificate13 answer(Bytes context, String keyUsage) throws TlsException {
    List<HandshakeFrame> finished = new ArrayList<>();
    Loopback loopback =
        Loopback.of(
                TestConfigs.client()
                    .credentials(request -> Optional.of(TestCertificates.client("P-256"))),
                TestConfigs.server()
                    .clientAuthentication(ClientAuthentication.WANTED, TestCertificates.trust()))
            .framesToClient(
                frame -> {
                  if (frame.type() == HandshakeType.FINISHED) {
                    finished.add(frame);
                  }
                  return frame;
                })
            .connect();
    WaitFinished state =
        loopback.client().visited().stream()
            .filter(WaitFinished.class::isInstance)
            .map(WaitFinished.class::cast)
            .findFirst()
            .orElseThrow();
    OidFilter filter = new OidFilter(Bytes.fromHex("0603551d0f"), Bytes.fromHex(keyUsage));
    CertificateRequest13 request =
        new CertificateRequest13(
            context,
            state.request().orElseThrow().extensions().plus(new OidFilters(List.of(filter))));

    Step step =
        new WaitFinished(state.handshake(), state.transcript(), Optional.of(request), state.peer())
            .receive(finished.get(0));

    return firstSent(
        step.next() instanceof HandshakeState.Working working ? working.work().run() : step);
  }

  private static Certificate13 firstSent(Step step) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(((Action.Send) step.actions().get(0)).messages());
    return (Certificate13) Loopback.decode(deframer.poll().orElseThrow());
  }
}
