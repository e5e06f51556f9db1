package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.PendingWork.PendingSignature;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;

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
   */
  public Certificate13 certificate(Bytes certificateRequestContext) {
    return new Certificate13(
        certificateRequestContext,
        credential.chain().stream()
            .map(certificate -> new CertificateEntry(certificate.der(), Extensions.EMPTY))
            .toList());
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
    Signer signer = scheme.algorithm().flatMap(credential.key()::signer).orElseThrow();
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
