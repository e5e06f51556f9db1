package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.InvalidKey;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;

/** A CertificateVerify against the key of the Certificate before it. */
final class SignatureReplay {
  private final CryptoProvider crypto;

  SignatureReplay(CryptoProvider crypto) {
    this.crypto = crypto;
  }

  /**
   * @param transcript through the Certificate
   */
  String difference(Trace.Message certificate, Trace.Message verify, Transcript transcript)
      throws TlsException, DerException, InvalidKey {
    Certificate13 chain = (Certificate13) MessageReplay.decode(certificate.bytes());
    CertificateVerify proof = (CertificateVerify) MessageReplay.decode(verify.bytes());
    Certificate endEntity = Certificate.parse(chain.certificateList().get(0).certData());
    CertificateVerifyContent content =
        switch (verify.sender()) {
          case CLIENT -> CertificateVerifyContent.CLIENT;
          case SERVER -> CertificateVerifyContent.SERVER;
        };

    boolean valid =
        crypto
            .verifiers()
            .verify(
                proof.algorithm().algorithm().orElseThrow(),
                PublicKeyInfo.decode(endEntity.subjectPublicKeyInfo()),
                content.of(transcript),
                proof.signature());
    return valid ? "" : "the signature does not verify with " + proof.algorithm();
  }
}
