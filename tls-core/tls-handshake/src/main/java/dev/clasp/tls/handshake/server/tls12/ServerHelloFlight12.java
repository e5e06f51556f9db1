package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.ServerParamsContent;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.handshake.message.ServerKeyExchangeContent;
import dev.clasp.tls.handshake.message.ServerParams;
import dev.clasp.tls.handshake.transcript.FlightBuffer;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The server's first flight of a full handshake (RFC 5246 §7.3), all of it in the clear:
 *
 * <pre>{@code
 * ServerHello, [Certificate], [CertificateStatus], [ServerKeyExchange], [CertificateRequest],
 * ServerHelloDone
 * }</pre>
 *
 * <p>The signature in ServerKeyExchange is delegated work.
 *
 * @param clientHello as received
 */
record ServerHelloFlight12(
    ServerHandshake12 handshake, ServerChoice12 choice, TranscriptBuffer clientHello) {

  Step send() {
    Optional<ServerKeyShare12> share =
        choice.group().map(group -> ServerKeyShare12.begin(handshake.config().crypto(), group));
    Optional<Bytes> status =
        choice
            .credential()
            .flatMap(Credential::ocspResponse)
            .filter(response -> handshake.offer().wantsStatus());
    FlightBuffer flight =
        FlightBuffer.after(clientHello).plus(ServerHello12.full(handshake, status.isPresent()));
    if (choice.credential().isPresent()) {
      flight = flight.plus(certificate(choice.credential().get()));
    }
    if (status.isPresent()) {
      flight = flight.plus(new CertificateStatus(status.get()));
    }
    return share.isPresent() ? withParams(flight, share.get()) : finish(flight, share);
  }

  /** "the sender's certificate MUST come first in the list", each certifying the one before it. */
  private static Certificate12 certificate(Credential credential) {
    return new Certificate12(credential.chain().stream().map(Certificate::der).toList());
  }

  private Step withParams(FlightBuffer flight, ServerKeyShare12 share) {
    if (choice.credential().isEmpty()) {
      return withKeyExchange(flight, share, Optional.empty());
    }
    Credential credential = choice.credential().get();
    SignatureScheme scheme =
        credential.scheme12(handshake.offer().signatureSchemes()).orElseThrow();
    Signer signer = scheme.algorithm12().flatMap(credential.key()::signer).orElseThrow();
    Bytes content =
        new ServerParamsContent(
                handshake.offer().hello().random(), handshake.random(), share.params())
            .bytes();
    return Step.to(
        new HandshakeState.Working(
            PendingWork.signing(
                "sign the server's params",
                new PendingWork.PendingSignature(
                    signer,
                    content,
                    signature ->
                        withKeyExchange(
                            flight, share, Optional.of(new DigitallySigned(scheme, signature)))))));
  }

  private Step withKeyExchange(
      FlightBuffer flight, ServerKeyShare12 share, Optional<DigitallySigned> signed) {
    // "In the absence of an application profile specification [...] servers SHOULD NOT provide an
    // identity hint" (RFC 4279 §5.2); where params are sent it is empty then.
    Optional<Bytes> hint =
        choice.suite().keyExchange().usesPsk() ? Optional.of(Bytes.empty()) : Optional.empty();
    Optional<ServerParams> params = Optional.of(share.params());
    return finish(
        flight.plus(ServerKeyExchange.of(new ServerKeyExchangeContent(hint, params, signed))),
        Optional.of(share));
  }

  private Step finish(FlightBuffer flight, Optional<ServerKeyShare12> share) {
    boolean asks = asksForCertificate();
    FlightBuffer whole =
        (asks ? flight.plus(certificateRequest(handshake.config())) : flight)
            .plus(new ServerHelloDone());
    ServerPremaster12 premaster = new ServerPremaster12(handshake, share, choice.credential());
    Server12State next =
        asks
            ? new WaitCertificate(handshake, premaster, whole.messages())
            : new WaitClientKeyExchange(handshake, premaster, whole.messages(), Optional.empty());
    Step step = handshake.recordSizes().beginning(Step.to(next)).send(whole.encoded());
    return handshake.report(step, choice.group());
  }

  /**
   * "A non-anonymous server can optionally request a certificate" (RFC 5246 §7.4.4); with
   * pre-shared keys "The Certificate and CertificateRequest payloads are omitted" (RFC 4279 §2).
   */
  private boolean asksForCertificate() {
    KeyExchange12 keyExchange = choice.suite().keyExchange();
    return handshake.config().clientAuthentication().asksInHandshake()
        && keyExchange.hasCertificate()
        && !keyExchange.usesPsk();
  }

  /** Lists the schemes TLS 1.2 has; the types are those of the keys we verify with. */
  private static CertificateRequest12 certificateRequest(ServerConfig config) {
    return new CertificateRequest12(
        Bytes.of(CertificateRequest12.ECDSA_SIGN, CertificateRequest12.RSA_SIGN),
        acceptedSchemes(config),
        config.certificateAuthorities());
  }

  /** What a client's CertificateVerify may be signed with. */
  static List<SignatureScheme> acceptedSchemes(ServerConfig config) {
    return config.signatureSchemes().stream()
        .filter(scheme -> scheme.algorithm12().isPresent())
        .toList();
  }
}
