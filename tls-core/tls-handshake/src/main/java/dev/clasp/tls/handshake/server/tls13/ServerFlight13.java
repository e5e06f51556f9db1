package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.authentication.OwnSignature;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.schedule.EarlySecret;
import dev.clasp.tls.handshake.schedule.HandshakeKeys;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the TLS 1.3 server sends behind the ClientHello (RFC 9846 appendix A.2).
 *
 * <pre>{@code
 * ServerHello                    in the clear
 * change_cipher_spec             in compatibility mode, unless a HelloRetryRequest had one
 * {EncryptedExtensions}          under the handshake keys
 * {CertificateRequest*}          if clients are to authenticate; not with a PSK
 * {Certificate*}                 not with a PSK
 * {CertificateVerify*}           signing is delegated work, so the flight goes out in two parts
 * {Finished}
 * [Application Data]
 * }</pre>
 *
 * @param share the client's, of the selected group; empty with psk_ke
 * @param clientHello the transcript through the ClientHello that is answered
 */
public record ServerFlight13(
    ServerHandshake13 handshake, Optional<KeyShareEntry> share, Transcript clientHello) {

  /** Answers the first ClientHello. */
  public Step send(RecordBoundary boundary) throws TlsException {
    long accepted = new EarlyDataDecision(handshake).accepted();
    return new ServerFlight13(handshake.withEarlyData(accepted), share, clientHello)
        .send(boundary, handshake.offer().compatibilityMode());
  }

  /** Answers a second ClientHello: the change_cipher_spec went out with the HelloRetryRequest. */
  public Step afterRetry(RecordBoundary boundary) throws TlsException {
    return send(boundary, false);
  }

  private Step send(RecordBoundary boundary, boolean changeCipherSpec) throws TlsException {
    Suite13 suite = handshake.suite();
    Optional<KeyExchangeReply> reply =
        share.isPresent() ? Optional.of(respond(share.get())) : Optional.empty();
    Flight serverHello =
        Flight.after(clientHello).plus(serverHello(reply.map(KeyExchangeReply::share)));
    HandshakeKeys keys = deriveKeys(reply, serverHello.transcript());
    Flight parameters = parameters(serverHello.transcript());
    Optional<OwnSignature> signature = handshake.signature();
    Step rest =
        signature.isPresent()
            ? Step.to(
                new Working(
                    signature
                        .get()
                        .sign(
                            "sign the server's CertificateVerify",
                            CertificateVerifyContent.SERVER,
                            parameters.transcript(),
                            signed -> finish(parameters, signed, keys))))
            : finish(Flight.after(parameters.transcript()), keys);

    Step step = Step.to(rest.next()).send(serverHello.encoded());
    step = changeCipherSpec ? step.sendChangeCipherSpec() : step;
    step =
        read(step.changeWriteKeys(keys.server().epoch(suite)), keys, boundary)
            .send(parameters.encoded());
    return report(limit(step)).followedBy(rest);
  }

  /** Not yet for early data, which was sent before the client knew of a limit (RFC 8449 §4). */
  private Step limit(Step step) {
    RecordSizes13 sizes = RecordSizes13.of(handshake.config(), handshake.offer());
    if (sizes.answer().isEmpty()) {
      return step;
    }
    int received = handshake.earlyData() > 0 ? 1 << 14 : sizes.received();
    return step.limitRecords(sizes.sent(), received);
  }

  /** What the client sends next, and under which keys. */
  private Step read(Step step, HandshakeKeys keys, RecordBoundary boundary) {
    if (handshake.earlyData() > 0) {
      return acceptEarlyData(step, boundary);
    }
    Step read = step.changeReadKeys(keys.client().epoch(handshake.suite()), boundary);
    // "Ignore the extension and return a regular 1-RTT response. The server then skips past early
    // data by attempting to deprotect received records using the handshake traffic key" (§4.3.10)
    return handshake.offer().hasEarlyData()
        ? read.skipEarlyData(handshake.config().maxSkippedEarlyData())
        : read;
  }

  private Step acceptEarlyData(Step step, RecordBoundary boundary) {
    EarlySecret early = schedule().early(handshake.psk().orElseThrow().key().key());
    Step accepted =
        step.changeReadKeys(
                early.clientEarlyTraffic(clientHello).epoch(handshake.suite()), boundary)
            .acceptEarlyData(handshake.earlyData())
            .report(
                new HandshakeEvent.EarlyDataAccepted(
                    Optional.of(early.earlyExporter(clientHello))));
    early.destroy();
    return accepted;
  }

  private KeySchedule schedule() {
    return new KeySchedule(
        handshake.config().crypto().hashes(),
        handshake.suite().hash(),
        handshake.config().keyLog(),
        handshake.offer().hello().random());
  }

  private KeyExchangeReply respond(KeyShareEntry share) throws ProtocolViolation {
    CryptoProvider crypto = handshake.config().crypto();
    try {
      return share
          .group()
          .algorithm()
          .flatMap(crypto::group)
          .orElseThrow()
          .respond(crypto.random(), share.keyExchange());
    } catch (InvalidKeyShare e) {
      // "peers MUST validate each other's public value"
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.8.2", 1), "ClientHello.key_share.key_exchange: " + e.getMessage());
    }
  }

  private ServerHello serverHello(Optional<Bytes> ownShare) {
    List<Extension> extensions = new ArrayList<>();
    extensions.add(new SupportedVersionsServer(ProtocolVersion.TLS13));
    if (share.isPresent() && ownShare.isPresent()) {
      extensions.add(
          new KeyShareServerHello(new KeyShareEntry(share.get().group(), ownShare.get())));
    }
    handshake.psk().ifPresent(psk -> extensions.add(new PreSharedKeyServerHello(psk.index())));
    return new ServerHello(
        ProtocolVersion.TLS12, // "It MUST set the ServerHello.legacy_version field to 0x0303"
        Random.from(handshake.config().crypto().random()),
        handshake.offer().hello().legacySessionId(),
        handshake.suite().codePoint(),
        0,
        Extensions.of(extensions));
  }

  private HandshakeKeys deriveKeys(Optional<KeyExchangeReply> reply, Transcript serverHello) {
    return HandshakeKeys.derive(
        schedule(),
        handshake.psk().map(psk -> psk.key().key()),
        reply.map(KeyExchangeReply::secret),
        serverHello);
  }

  private Flight parameters(Transcript serverHello) {
    Flight flight =
        Flight.after(serverHello)
            .plus(ServerParameters.encryptedExtensions(handshake, share.map(KeyShareEntry::group)));
    Optional<OwnSignature> signature = handshake.signature();
    if (signature.isEmpty()) {
      return flight; // "PSK authentication": neither CertificateRequest nor Certificate (§4.4.2)
    }
    if (handshake.config().clientAuthentication().asksInHandshake()) {
      flight = flight.plus(ServerParameters.certificateRequest(handshake.config(), Bytes.empty()));
    }
    // "Otherwise (in the case of server authentication), this field SHALL be zero length."
    Extensions asked = handshake.offer().hello().extensions();
    return flight.plus(
        CertificateCompressions.compress(
            signature.get().certificate(Bytes.empty(), asked),
            asked,
            handshake.config().certificateCompressions()));
  }

  private Step finish(
      Flight throughCertificate, CertificateVerify certificateVerify, HandshakeKeys keys) {
    return finish(Flight.after(throughCertificate.transcript()).plus(certificateVerify), keys);
  }

  private Step finish(Flight signed, HandshakeKeys keys) {
    Flight whole = signed.plus(new Finished(keys.server().verifyData(signed.transcript())));

    MainSecret main = keys.main();
    ApplicationKeys application =
        ApplicationKeys.of(
            handshake.suite(),
            main.clientTraffic(whole.transcript()),
            main.serverTraffic(whole.transcript()));
    ServerSecrets13 secrets =
        new ServerSecrets13(keys.client(), main, application, main.exporter(whole.transcript()));
    // "Can send app data after here" (appendix A.2): our keys change behind our Finished.
    return Step.to(secondFlight(secrets, whole.transcript()))
        .send(whole.encoded())
        .changeWriteKeys(application.writeEpoch());
  }

  /** WAIT_FLIGHT2. */
  private Server13State secondFlight(ServerSecrets13 secrets, Transcript serverFinished) {
    if (handshake.earlyData() > 0) {
      return new WaitEndOfEarlyData(handshake, secrets, serverFinished);
    }
    boolean asked =
        handshake.psk().isEmpty() && handshake.config().clientAuthentication().asksInHandshake();
    return asked
        ? new WaitCertificate(handshake, secrets, serverFinished)
        : new WaitFinished(handshake, secrets, serverFinished, Optional.empty());
  }

  private Step report(Step step) {
    Step reported =
        step.report(
            new HandshakeEvent.Negotiated(
                ProtocolVersion.TLS13, handshake.suite(), share.map(KeyShareEntry::group)));
    Optional<String> name = handshake.offer().serverName();
    if (name.isPresent()) {
      reported = reported.report(new HandshakeEvent.ServerNameRequested(name.get()));
    }
    if (handshake.protocol().isPresent()) {
      reported =
          reported.report(
              new HandshakeEvent.ApplicationProtocolSelected(handshake.protocol().get()));
    }
    return reported;
  }
}
