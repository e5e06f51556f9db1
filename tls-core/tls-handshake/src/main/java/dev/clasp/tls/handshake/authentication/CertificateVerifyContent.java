package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.transcript.Transcript;
import java.nio.charset.StandardCharsets;

/**
 * What the signature in a TLS 1.3 CertificateVerify covers (RFC 9846 §4.5.2); the constant is the
 * sender.
 *
 * <pre>{@code
 * 20 20 20 ...                       octet 32, 64 times
 * "TLS 1.3, server CertificateVerify"
 * 00
 * Transcript-Hash(Handshake Context, Certificate)
 * }</pre>
 */
public enum CertificateVerifyContent {
  SERVER("TLS 1.3, server CertificateVerify"),
  CLIENT("TLS 1.3, client CertificateVerify");

  private static final Bytes PAD = Bytes.copyOf(" ".repeat(64).getBytes(StandardCharsets.US_ASCII));

  private final Bytes context;

  CertificateVerifyContent(String context) {
    this.context = Bytes.copyOf(context.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The message to sign.
   *
   * @param certificate the transcript through the sender's Certificate
   */
  public Bytes of(Transcript certificate) {
    return Bytes.concat(PAD, context, Bytes.of(0), certificate.hash());
  }
}
