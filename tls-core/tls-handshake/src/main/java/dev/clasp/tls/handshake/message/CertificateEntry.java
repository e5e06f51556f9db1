package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * One certificate of a {@link Certificate13} (RFC 9846 §4.5.1).
 *
 * <pre>{@code
 * struct {
 *     select (certificate_type) {
 *         case RawPublicKey:
 *           opaque ASN1_subjectPublicKeyInfo<1..2^24-1>;
 *
 *         case X509:
 *           opaque cert_data<1..2^24-1>;
 *     };
 *     Extension extensions<0..2^16-1>;
 * } CertificateEntry;
 * }</pre>
 *
 * @param certData DER, not looked at here
 */
public record CertificateEntry(Bytes certData, Extensions extensions) implements Encodable {
  public static CertificateEntry decode(WireReader in) throws DecodeException {
    return new CertificateEntry(
        in.opaque24("cert_data", 1, 0xFFFFFF), Extensions.decode(in, MessageContext.CERTIFICATE));
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque24("cert_data", certData);
    extensions.encodeTo(out);
  }
}
