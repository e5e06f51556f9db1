package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.List;
import java.util.Optional;

/**
 * The check of a TLS 1.3 CertificateVerify (RFC 9846 §4.5.2).
 *
 * @param received the message
 * @param content who sent it
 * @param certificate the transcript through the sender's Certificate
 * @param accepted the schemes we listed in signature_algorithms
 */
public record PeerSignature(
    CertificateVerify received,
    CertificateVerifyContent content,
    Transcript certificate,
    List<SignatureScheme> accepted) {

  /**
   * Checks algorithm and signature.
   *
   * @throws ProtocolViolation {@code illegal_parameter}, and {@code decrypt_error} for a signature
   *     that does not verify
   */
  public PeerAuthenticated verify(CryptoProvider crypto, PathValidated path)
      throws ProtocolViolation {
    SignatureAlgorithm algorithm = requireAlgorithm(path);
    boolean valid =
        crypto
            .verifiers()
            .verify(algorithm, path.publicKey(), content.of(certificate), received.signature());
    if (!valid) {
      throw ProtocolViolation.decryptError(
          Rfc.rfc9846("4.5.2", 8, 9),
          "CertificateVerify.signature: does not verify under the certificate's key with "
              + received.algorithm());
    }
    return new PeerAuthenticated(path);
  }

  private SignatureAlgorithm requireAlgorithm(PathValidated path) throws ProtocolViolation {
    SignatureScheme scheme = received.algorithm();
    // "the signature algorithm MUST be one offered in the client's signature_algorithms", and for
    // clients "one of those present in" the CertificateRequest's.
    if (!accepted.contains(scheme)) {
      throw illegal(Rfc.rfc9846("4.5.2", 4, 5), scheme, "which we did not offer");
    }
    // "The SHA-1 algorithm MUST NOT be used in any signatures of CertificateVerify messages"; and
    // RSASSA-PKCS1-v1_5 is "not defined for use in signed TLS handshake messages" (§4.3.3).
    Optional<SignatureAlgorithm> signing =
        content == CertificateVerifyContent.CLIENT
            ? scheme.clientAlgorithm13()
            : scheme.algorithm().filter(any -> scheme.signsHandshake13());
    SignatureAlgorithm algorithm =
        signing.orElseThrow(
            () -> illegal(Rfc.rfc9846("4.5.2", 7), scheme, "which is for certificates only"));
    // "the signature algorithm MUST be compatible with the key in the sender's end-entity
    // certificate"
    if (!algorithm.accepts(path.publicKey().kind())) {
      throw illegal(
          Rfc.rfc9846("4.5.2", 6), scheme, "the certificate's key is " + path.publicKey().kind());
    }
    return algorithm;
  }

  private static ProtocolViolation illegal(Rfc clause, SignatureScheme scheme, String why) {
    return ProtocolViolation.illegalParameter(
        clause, "CertificateVerify.algorithm: %s, %s".formatted(scheme, why));
  }
}
