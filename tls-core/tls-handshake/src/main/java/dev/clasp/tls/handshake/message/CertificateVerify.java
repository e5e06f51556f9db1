package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * CertificateVerify (RFC 9846 §4.5.2, RFC 5246 §7.4.8): a signature over the handshake so far.
 *
 * <pre>{@code
 * struct {
 *     SignatureScheme algorithm;
 *     opaque signature<0..2^16-1>;
 * } CertificateVerify;
 * }</pre>
 */
public record CertificateVerify(SignatureScheme algorithm, Bytes signature)
    implements HandshakeMessage {
  public static CertificateVerify decode(WireReader in) throws DecodeException {
    return new CertificateVerify(
        new SignatureScheme(in.uint16("algorithm")), in.opaque16("signature", 0, 0xFFFF));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_VERIFY;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("algorithm", algorithm.value());
    out.opaque16("signature", signature);
  }
}
