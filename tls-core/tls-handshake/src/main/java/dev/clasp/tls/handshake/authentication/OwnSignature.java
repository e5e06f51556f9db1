package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.PendingWork.PendingSignature;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.SignedCertificateTimestampList;
import dev.clasp.tls.handshake.extension.StatusRequestCertificate;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * Our side of certificate authentication: the chain to send and the scheme to sign with.
 *
 * @param scheme one of the peer's that {@code credential.key()} can do
 */
public record OwnSignature(Credential credential, SignatureScheme scheme) {
  /**
   * The Certificate message (RFC 9846 §4.5.1).
   *
   * @param certificateRequestContext of the request that it answers; empty for a server
   * @param asked the extensions of the peer's message: an entry holds what was asked for only
   */
  public Certificate13 certificate(Bytes certificateRequestContext, Extensions asked) {
    List<CertificateEntry> entries = new ArrayList<>();
    for (Certificate certificate : credential.chain()) {
      // What we have is about our own certificate: "the OCSP status of the corresponding" entry.
      Extensions extensions = entries.isEmpty() ? evidence(asked) : Extensions.EMPTY;
      entries.add(new CertificateEntry(certificate.der(), extensions));
    }
    return new Certificate13(certificateRequestContext, entries);
  }

  /** "status_request" and "signed_certificate_timestamp" (RFC 9846 §4.5.1.1). */
  private Extensions evidence(Extensions asked) {
    List<Extension> evidence = new ArrayList<>();
    if (asked.contains(ExtensionType.STATUS_REQUEST)) {
      credential.ocspResponse().map(StatusRequestCertificate::new).ifPresent(evidence::add);
    }
    if (asked.contains(ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP)
        && !credential.timestamps().isEmpty()) {
      evidence.add(new SignedCertificateTimestampList(credential.timestamps()));
    }
    return Extensions.of(evidence);
  }

  /**
   * Signs (RFC 9846 §4.5.2): delegated work, since it may block or be answered later.
   *
   * @param description for logs
   * @param certificate the transcript through our Certificate
   * @param then how to go on with the message
   */
  public PendingWork sign(
      String description,
      CertificateVerifyContent content,
      Transcript certificate,
      CertificateVerifySigned then) {
    Signer signer = scheme.clientAlgorithm13().flatMap(credential.key()::signer).orElseThrow();
    return PendingWork.signing(
        description,
        new PendingSignature(
            signer,
            content.of(certificate),
            signature -> then.with(new CertificateVerify(scheme, signature))));
  }

  /** How the handshake goes on with our CertificateVerify. */
  @FunctionalInterface
  public interface CertificateVerifySigned {
    Step with(CertificateVerify certificateVerify) throws TlsException;
  }
}
