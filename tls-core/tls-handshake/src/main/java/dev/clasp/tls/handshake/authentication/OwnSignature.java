package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateEntry;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.SignatureScheme;

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
   * Signs (RFC 9846 §4.5.2). May block, so it is delegated work.
   *
   * @param certificate the transcript through our Certificate
   * @throws LocalFault {@code internal_error} when the key refuses
   */
  public CertificateVerify sign(CertificateVerifyContent content, Transcript certificate)
      throws LocalFault {
    Signer signer = scheme.algorithm().flatMap(credential.key()::signer).orElseThrow();
    try {
      return new CertificateVerify(scheme, signer.sign(content.of(certificate)));
    } catch (SigningFailed e) {
      throw new LocalFault("CertificateVerify: the private key did not sign", e);
    }
  }
}
