package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.SignatureAlgorithm;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.path.PathValidated;
import java.util.List;

/**
 * The check of a signature of TLS 1.2 (RFC 5246 §4.7): the server's over its params (§7.4.3) or the
 * client's in CertificateVerify (§7.4.8).
 *
 * @param field where it stands, for errors
 * @param clause says what it covers
 * @param signed as received
 * @param content what it covers
 * @param accepted the schemes we listed
 */
public record PeerSignature12(
    String field,
    Rfc clause,
    DigitallySigned signed,
    Bytes content,
    List<SignatureScheme> accepted) {

  /** Of the params in a ServerKeyExchange. */
  public static PeerSignature12 ofServer(
      DigitallySigned signed, ServerParamsContent content, List<SignatureScheme> accepted) {
    return new PeerSignature12(
        "ServerKeyExchange.signed_params",
        Rfc.rfc5246("7.4.3", 2, 4),
        signed,
        content.bytes(),
        accepted);
  }

  /**
   * Of a CertificateVerify.
   *
   * @param messages "all handshake messages sent or received, starting at client hello and up to,
   *     but not including, this message"
   */
  public static PeerSignature12 ofClient(
      CertificateVerify received, Bytes messages, List<SignatureScheme> accepted) {
    return new PeerSignature12(
        "CertificateVerify",
        Rfc.rfc5246("7.4.8", 2, 3),
        new DigitallySigned(received.algorithm(), received.signature()),
        messages,
        accepted);
  }

  /**
   * Checks algorithm and signature.
   *
   * @throws ProtocolViolation {@code illegal_parameter}, and {@code decrypt_error} for a signature
   *     that does not verify (§7.2.2)
   */
  public PeerAuthenticated verify(CryptoProvider crypto, PathValidated path)
      throws ProtocolViolation {
    SignatureAlgorithm algorithm = requireAlgorithm(path);
    if (!crypto.verifiers().verify(algorithm, path.publicKey(), content, signed.signature())) {
      throw ProtocolViolation.decryptError(
          clause,
          "%s.signature: does not verify under the certificate's key with %s"
              .formatted(field, signed.algorithm()));
    }
    return new PeerAuthenticated(path);
  }

  private SignatureAlgorithm requireAlgorithm(PathValidated path) throws ProtocolViolation {
    SignatureScheme scheme = signed.algorithm();
    // "the signature algorithm and hash algorithm MUST be a pair offered in the
    // signature_algorithms extension"; and for clients "one of those present in the
    // supported_signature_algorithms field". No alert is named.
    if (!accepted.contains(scheme)) {
      throw illegal(scheme, "which we did not offer");
    }
    // "the hash and signature algorithms used in the signature MUST be compatible with the key in
    // the server's end-entity certificate"
    return scheme
        .algorithm12()
        .filter(algorithm -> algorithm.accepts(path.publicKey().kind()))
        .orElseThrow(() -> illegal(scheme, "the certificate's key is " + path.publicKey().kind()));
  }

  private ProtocolViolation illegal(SignatureScheme scheme, String why) {
    return ProtocolViolation.illegalParameter(
        clause, "%s.algorithm: %s, %s".formatted(field, scheme, why));
  }
}
