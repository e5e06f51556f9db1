package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * status_request in a CertificateEntry: the OCSP response for that certificate (RFC 9846 §4.5.1.1,
 * RFC 6066 §8).
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
public record StatusRequestCertificate(Bytes ocspResponse) implements Extension {
  public static StatusRequestCertificate decode(WireReader in) throws DecodeException {
    int statusType = in.uint8("status_type");
    if (statusType != StatusRequestClientHello.OCSP) {
      // Only ocsp can have been asked for.
      throw in.failure("status_type %d, expected ocsp (1)".formatted(statusType));
    }
    return new StatusRequestCertificate(in.opaque24("response", 1, 0xFFFFFF));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("status_type", StatusRequestClientHello.OCSP);
    out.opaque24("response", ocspResponse);
  }
}
