package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.KeyKind;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CredentialChoice;
import dev.clasp.tls.handshake.authentication.OwnSignature12;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the TLS 1.2 client sends behind ServerHelloDone (RFC 5246 §7.3).
 *
 * <pre>{@code
 * Certificate*           if the server asked for one; empty if we have none
 * ClientKeyExchange
 * CertificateVerify*     unless it is empty
 * [ChangeCipherSpec]
 * {Finished}             the first message under the new keys
 * }</pre>
 *
 * @param messages {@code ClientHello...ServerHelloDone}
 * @param server what it has shown of itself
 * @param request its wish for a certificate
 */
record ClientSecondFlight12(
    ClientHandshake12 handshake,
    TranscriptBuffer messages,
    ServerProof12 server,
    Optional<CertificateRequest12> request) {

  /** The flight; key exchange and signature are delegated work. */
  Step make() {
    return Step.to(
        new Working(new PendingWork("make the client's key exchange", this::exchangeKeys)));
  }

  private Step exchangeKeys() throws TlsException {
    if (request.isEmpty()) {
      return exchangeKeys(Optional.empty());
    }
    CredentialRequest wish = wish(request.get());
    return new CredentialChoice(handshake.config().credentials(), wish)
        .then(credential -> exchangeKeys(signature(credential, wish)));
  }

  private Step exchangeKeys(Optional<OwnSignature12> signature) throws TlsException {
    Flight flight = Flight.after(handshake.hashed(messages));
    if (request.isPresent()) {
      // "If no suitable certificate is available, the client MUST send a certificate message
      // containing no certificates." (§7.4.6)
      flight =
          flight.plus(
              signature
                  .map(OwnSignature12::certificate)
                  .orElseGet(() -> new Certificate12(List.of())));
    }
    ClientKeyAgreement12 agreement = ClientKeyAgreement12.with(server, handshake);
    Flight throughKeyExchange = flight.plus(agreement.message());
    MainSecret12 main =
        handshake.extendedMainSecret()
            ? handshake
                .schedule()
                .extendedMain(agreement.premaster(), throughKeyExchange.transcript())
            : handshake.schedule().main(agreement.premaster());
    return signature.isPresent()
        ? signed(throughKeyExchange, main, signature.get())
        : finished(throughKeyExchange, main);
  }

  /** "all handshake messages sent or received, starting at client hello" (§7.4.8). */
  private Step signed(Flight flight, MainSecret12 main, OwnSignature12 signature) {
    Bytes all = Bytes.concat(messages.joined(), flight.encoded());
    return Step.to(
        new Working(
            signature.sign(
                "sign the client's CertificateVerify",
                all,
                signed ->
                    finished(
                        flight.plus(new CertificateVerify(signed.algorithm(), signed.signature())),
                        main))));
  }

  private Step finished(Flight flight, MainSecret12 main) {
    KeyBlock12 keys = main.keyBlock(handshake.encryptThenMac());
    Flight finished =
        Flight.after(flight.transcript())
            .plus(new Finished(main.clientVerifyData(flight.transcript())));
    ServerFinish12 rest =
        new ServerFinish12(
            handshake,
            main,
            keys,
            finished.transcript(),
            server,
            Optional.empty(),
            Optional.empty());
    // "The Finished message is the first one protected with the just negotiated algorithms, keys,
    // and secrets." (§7.4.9)
    Step step =
        Step.to(rest.firstState())
            .send(flight.encoded())
            .sendChangeCipherSpec()
            .changeWriteKeys(keys.client())
            .send(finished.encoded());
    return handshake.keyExchange().usesPsk()
        ? step.report(
            new HandshakeEvent.ExternalPskSelected(ClientKeyAgreement12.psk(handshake).identity()))
        : step;
  }

  private static CredentialRequest wish(CertificateRequest12 asked) {
    List<SignatureScheme> schemes = asked.supportedSignatureAlgorithms();
    return new CredentialRequest(
        new CredentialUse(CredentialUse.Operation.SIGN_12, keyKinds(asked)),
        Optional.empty(),
        schemes,
        schemes,
        asked.certificateAuthorities(),
        List.of(),
        List.of());
  }

  private static Optional<OwnSignature12> signature(
      Optional<Credential> credential, CredentialRequest wish) {
    return credential
        .filter(chosen -> wish.use().keys().contains(chosen.key().kind()))
        .flatMap(
            chosen ->
                chosen
                    .scheme12(wish.signatureSchemes())
                    .map(scheme -> new OwnSignature12(chosen, scheme)));
  }

  /**
   * "The end-entity certificate provided by the client MUST contain a key that is compatible with
   * certificate_types" (§7.4.4); EdDSA keys count as ecdsa_sign (RFC 8422 §5.5).
   */
  private static Set<KeyKind> keyKinds(CertificateRequest12 wish) {
    Set<KeyKind> kinds = EnumSet.noneOf(KeyKind.class);
    if (wish.asksFor(CertificateRequest12.RSA_SIGN)) {
      kinds.add(KeyKind.RSA);
      kinds.add(KeyKind.RSA_PSS);
    }
    if (wish.asksFor(CertificateRequest12.ECDSA_SIGN)) {
      EnumSet.allOf(KeyKind.class).stream().filter(KeyKind::isEllipticCurve).forEach(kinds::add);
      kinds.add(KeyKind.ED25519);
      kinds.add(KeyKind.ED448);
    }
    return kinds;
  }
}
