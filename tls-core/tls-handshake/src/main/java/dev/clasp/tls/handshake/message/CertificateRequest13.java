package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MessageContext;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * CertificateRequest of TLS 1.3 (RFC 9846 §4.4.2): the server asks the client for a certificate.
 *
 * <pre>{@code
 * struct {
 *     opaque certificate_request_context<0..2^8-1>;
 *     Extension extensions<0..2^16-1>;
 * } CertificateRequest;
 * }</pre>
 *
 * @param certificateRequestContext empty during the handshake; echoed in the answer
 */
public record CertificateRequest13(Bytes certificateRequestContext, Extensions extensions)
    implements HandshakeMessage {
  public static CertificateRequest13 decode(WireReader in) throws DecodeException {
    return new CertificateRequest13(
        in.opaque8("certificate_request_context", 0, 0xFF),
        Extensions.decode(in, MessageContext.CERTIFICATE_REQUEST));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("certificate_request_context", certificateRequestContext);
    extensions.encodeTo(out);
  }
}
