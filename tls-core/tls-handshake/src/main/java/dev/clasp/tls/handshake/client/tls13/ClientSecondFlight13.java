package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.List;
import java.util.Optional;

/**
 * What the TLS 1.3 client sends behind the server's Finished.
 *
 * <pre>{@code
 * (EndOfEarlyData*)      under the early keys, if the server takes early data
 * {Certificate*}         if the server asked for one; empty if we have none
 * {CertificateVerify*}   unless it is empty
 * {Finished}
 * [Application Data]
 * }</pre>
 *
 * @param serverFinished the transcript {@code ClientHello...server Finished}
 * @param boundary behind the server's Finished
 */
record ClientSecondFlight13(
    ClientHandshake13 handshake,
    Transcript serverFinished,
    PeerAuthenticated peer,
    FinishedVerified verified,
    RecordBoundary boundary) {

  /** The flight with what the server's request calls for; signing is delegated work. */
  Step answer(Optional<CertificateRequest13> request) throws TlsException {
    if (handshake.earlyDataAccepted()) {
      return endEarlyData();
    }
    Flight flight = Flight.after(serverFinished);
    if (request.isEmpty()) {
      return finish(flight);
    }
    // "The client MUST send a Certificate message if and only if the server has requested" one
    return new CertificateAnswer(handshake.config(), request.get(), Optional.empty())
        .send(flight, this::finish);
  }

  /**
   * "the client MUST send an EndOfEarlyData message after receiving the server Finished" (§4.6).
   */
  private Step endEarlyData() {
    Flight end = Flight.after(serverFinished).plus(new EndOfEarlyData());
    Step rest = finish(Flight.after(end.transcript()));
    return Step.to(rest.next())
        .send(end.encoded())
        .changeWriteKeys(handshake.keys().client().epoch(handshake.suite()))
        .followedBy(rest);
  }

  private Step finish(Flight flight) {
    Flight whole =
        flight.plus(new Finished(handshake.keys().client().verifyData(flight.transcript())));
    MainSecret main = handshake.keys().main();
    ApplicationKeys keys =
        ApplicationKeys.of(
            handshake.suite(),
            main.serverTraffic(serverFinished),
            main.clientTraffic(serverFinished));
    ClientTickets tickets =
        new ClientTickets(handshake, origin(), main.resumption(whole.transcript()));
    Optional<LaterAuthentication> later =
        handshake.config().offersPostHandshakeAuthentication()
            ? Optional.of(
                new LaterAuthentication(handshake.config(), whole.transcript(), List.of()))
            : Optional.empty();
    Connected13 connected = new Connected13(keys, tickets, peer, verified, later);

    // Our Finished still travels under the handshake keys, so the write keys change behind it.
    return report(Step.to(connected))
        .send(whole.encoded())
        .changeWriteKeys(keys.writeEpoch())
        .changeReadKeys(keys.readEpoch(), boundary)
        .report(new HandshakeEvent.HandshakeComplete(main.exporter(serverFinished)));
  }

  /** A resumed session keeps where it comes from; ALPN is negotiated anew. */
  private SessionOrigin origin() {
    ClientConfig config = handshake.config();
    return handshake
        .resumed()
        .map(session -> session.origin().withApplicationProtocol(handshake.applicationProtocol()))
        .orElseGet(
            () ->
                SessionOrigin.of(
                    config.crypto().random(),
                    config.clock().instant(),
                    handshake
                        .hello()
                        .extensions()
                        .find(ServerNameList.class)
                        .flatMap(names -> names.hostNames().stream().findFirst()),
                    handshake.applicationProtocol(),
                    peer.path().map(PathValidated::path).orElse(List.of())));
  }

  private Step report(Step step) {
    if (handshake.resumed().isPresent()) {
      return step.report(
          new HandshakeEvent.SessionResumed(handshake.resumed().get().origin(), peer.path()));
    }
    return handshake
        .psk()
        .map(psk -> step.report(new HandshakeEvent.ExternalPskSelected(psk.identity())))
        .orElse(step);
  }
}
