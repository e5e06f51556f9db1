package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * CertificateStatus of TLS 1.2 (RFC 6066 §8): the OCSP response for the server's certificate, right
 * behind its Certificate message.
 *
 * <pre>{@code
 * struct {
 *     CertificateStatusType status_type;
 *     select (status_type) {
 *         case ocsp: OCSPResponse;
 *     } response;
 * } CertificateStatus;
 *
 * opaque OCSPResponse<1..2^24-1>;
 * }</pre>
 *
 * @param ocspResponse DER (RFC 6960)
 */
public record CertificateStatus(Bytes ocspResponse) implements HandshakeMessage {
  private static final int OCSP = 1;

  public static CertificateStatus decode(WireReader in) throws DecodeException {
    int statusType = in.uint8("status_type");
    if (statusType != OCSP) {
      // Only ocsp can have been asked for.
      throw in.failure("status_type %d, expected ocsp (1)".formatted(statusType));
    }
    return new CertificateStatus(in.opaque24("response", 1, 0xFFFFFF));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_STATUS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("status_type", OCSP);
    out.opaque24("response", ocspResponse);
  }
}
