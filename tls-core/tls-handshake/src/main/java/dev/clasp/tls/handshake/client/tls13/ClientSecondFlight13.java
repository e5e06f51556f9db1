package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.authentication.OwnSignature;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.config.OidFilterMatch;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.session.SessionOrigin;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.SignatureScheme;
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
  Step answer(Optional<CertificateRequest13> request) {
    if (handshake.earlyDataAccepted()) {
      return endEarlyData();
    }
    Flight flight = Flight.after(serverFinished);
    if (request.isEmpty()) {
      return finish(flight);
    }
    // "The client MUST send a Certificate message if and only if the server has requested" one
    Bytes context = request.get().certificateRequestContext();
    Optional<OwnSignature> signature = choose(request.get().extensions());
    if (signature.isEmpty()) {
      // "If ... no suitable certificate is available, the client MUST send a Certificate message
      // containing no certificates"
      return finish(flight.plus(new Certificate13(context, List.of())));
    }
    Extensions asked = request.get().extensions();
    Flight throughCertificate =
        flight.plus(
            CertificateCompressions.compress(
                signature.get().certificate(context, asked),
                asked,
                handshake.config().certificateCompressions()));
    return Step.to(
        new Working(
            signature
                .get()
                .sign(
                    "sign the client's CertificateVerify",
                    CertificateVerifyContent.CLIENT,
                    throughCertificate.transcript(),
                    signed -> finish(throughCertificate.plus(signed)))));
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
    Connected13 connected = new Connected13(keys, tickets, peer, verified);

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

  private Optional<OwnSignature> choose(Extensions request) {
    List<SignatureScheme> schemes =
        request
            .find(SignatureAlgorithms.class)
            .map(SignatureAlgorithms::supportedSignatureAlgorithms)
            .orElse(List.of());
    CredentialRequest wish =
        new CredentialRequest(
            CredentialUse.SIGN_13,
            Optional.empty(),
            schemes,
            request
                .find(SignatureAlgorithmsCert.class)
                .map(SignatureAlgorithmsCert::supportedSignatureAlgorithms)
                .orElse(schemes),
            request
                .find(CertificateAuthorities.class)
                .map(CertificateAuthorities::authorities)
                .orElse(List.of()),
            request.find(OidFilters.class).map(OidFilters::filters).orElse(List.of()));
    // "the end-entity certificate MUST match the extension OIDs that are recognized by the client"
    // (§4.5.1.2), whoever selected it.
    Optional<Credential> credential =
        handshake
            .config()
            .credentials()
            .select(wish)
            .filter(chosen -> OidFilterMatch.matches(chosen.endEntity(), wish.oidFilters()));
    return credential.flatMap(
        chosen -> chosen.scheme13(schemes).map(scheme -> new OwnSignature(chosen, scheme)));
  }
}
