package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.PendingWork.PendingSignature;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.DigitallySigned;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.x509.Certificate;

/**
 * Our side of certificate authentication in TLS 1.2: the chain to send and the scheme to sign with.
 *
 * @param scheme one of the peer's that {@code credential.key()} can do
 */
public record OwnSignature12(Credential credential, SignatureScheme scheme) {
  /** The Certificate message (RFC 5246 §7.4.2, §7.4.6). */
  public Certificate12 certificate() {
    return new Certificate12(credential.chain().stream().map(Certificate::der).toList());
  }

  /**
   * Signs (RFC 5246 §4.7): delegated work, since it may block or be answered later.
   *
   * @param description for logs
   * @param content what the signature covers
   * @param then how to go on with it
   */
  public PendingWork sign(String description, Bytes content, Signed then) {
    Signer signer = scheme.algorithm12().flatMap(credential.key()::signer).orElseThrow();
    return PendingWork.signing(
        description,
        new PendingSignature(
            signer, content, signature -> then.with(new DigitallySigned(scheme, signature))));
  }

  /** How the handshake goes on with our signature. */
  @FunctionalInterface
  public interface Signed {
    Step with(DigitallySigned signed) throws TlsException;
  }
}
