package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeState.Connected;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.CertificateCompressions;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.authentication.CredentialChoice;
import dev.clasp.tls.handshake.authentication.OwnSignature;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialUse;
import dev.clasp.tls.handshake.config.OidFilterMatch;
import dev.clasp.tls.handshake.extension.CertificateAuthorities;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.OidFilters;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SignatureAlgorithmsCert;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;
import java.util.Optional;

/**
 * What a client says to a CertificateRequest, in the handshake and behind it (RFC 9846 §4.5).
 *
 * <pre>{@code
 * Certificate           empty if we have none that fits
 * CertificateVerify     unless it is empty
 * }</pre>
 *
 * @param connected the state that was asked; empty in the handshake
 */
record CertificateAnswer(
    ClientConfig config, CertificateRequest13 request, Optional<Connected> connected) {
  /** How to go on: with Finished. */
  @FunctionalInterface
  interface Answered {
    Step with(Flight flight) throws TlsException;
  }

  /**
   * Chooses a certificate and signs, which is delegated work.
   *
   * @param flight behind the handshake context of the answer
   */
  Step send(Flight flight, Answered then) throws TlsException {
    CredentialRequest wish = wish();
    return new CredentialChoice(config.credentials(), wish)
        .then(
            connected,
            credential -> {
              Optional<OwnSignature> signature = signature(credential, wish);
              return signature.isPresent()
                  ? sign(signature.get(), flight, then)
                  : decline(flight, then);
            });
  }

  /**
   * "If ... no suitable certificate is available, the client MUST send a Certificate message
   * containing no certificates" (§4.5.1).
   */
  Step decline(Flight flight, Answered then) throws TlsException {
    return then.with(
        flight.plus(new Certificate13(request.certificateRequestContext(), List.of())));
  }

  private Step sign(OwnSignature signature, Flight flight, Answered then) {
    Bytes context = request.certificateRequestContext();
    Extensions asked = request.extensions();
    Flight throughCertificate =
        flight.plus(
            CertificateCompressions.compress(
                signature.certificate(context, asked), asked, config.certificateCompressions()));
    return Step.to(
        new Working(
            signature.sign(
                "sign the client's CertificateVerify",
                CertificateVerifyContent.CLIENT,
                throughCertificate.transcript(),
                signed -> then.with(throughCertificate.plus(signed))),
            connected));
  }

  private CredentialRequest wish() {
    Extensions extensions = request.extensions();
    List<SignatureScheme> schemes =
        extensions
            .find(SignatureAlgorithms.class)
            .map(SignatureAlgorithms::supportedSignatureAlgorithms)
            .orElse(List.of());
    return new CredentialRequest(
        config.allowsLegacyClientSignatures()
            ? CredentialUse.SIGN_13_LEGACY
            : CredentialUse.SIGN_13,
        Optional.empty(),
        schemes,
        extensions
            .find(SignatureAlgorithmsCert.class)
            .map(SignatureAlgorithmsCert::supportedSignatureAlgorithms)
            .orElse(schemes),
        extensions
            .find(CertificateAuthorities.class)
            .map(CertificateAuthorities::authorities)
            .orElse(List.of()),
        List.of(),
        extensions.find(OidFilters.class).map(OidFilters::filters).orElse(List.of()));
  }

  /**
   * "the end-entity certificate MUST match the extension OIDs that are recognized by the client"
   * (§4.5.1.2), whoever selected it.
   */
  private Optional<OwnSignature> signature(
      Optional<Credential> credential, CredentialRequest wish) {
    return credential
        .filter(chosen -> OidFilterMatch.matches(chosen.endEntity(), wish.oidFilters()))
        .flatMap(
            chosen ->
                scheme(chosen, wish.signatureSchemes())
                    .map(scheme -> new OwnSignature(chosen, scheme)));
  }

  private Optional<SignatureScheme> scheme(Credential chosen, List<SignatureScheme> accepted) {
    return config.allowsLegacyClientSignatures()
        ? chosen.legacyClientScheme13(accepted)
        : chosen.scheme13(accepted);
  }
}
