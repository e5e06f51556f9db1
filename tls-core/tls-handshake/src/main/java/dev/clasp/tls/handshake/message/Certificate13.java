package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * Certificate of TLS 1.3 (RFC 9846 §4.5.1): a chain, end entity first; empty for a client without
 * one.
 *
 * <pre>{@code
 * struct {
 *     opaque certificate_request_context<0..2^8-1>;
 *     CertificateEntry certificate_list<0..2^24-1>;
 * } Certificate;
 * }</pre>
 *
 * @param certificateRequestContext of the CertificateRequest this answers; empty from a server
 */
public record Certificate13(Bytes certificateRequestContext, List<CertificateEntry> certificateList)
    implements HandshakeMessage {

  public Certificate13 {
    certificateList = List.copyOf(certificateList);
  }

  public static Certificate13 decode(WireReader in) throws DecodeException {
    return new Certificate13(
        in.opaque8("certificate_request_context", 0, 0xFF),
        in.list24("certificate_list", 0, 0xFFFFFF, CertificateEntry::decode));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("certificate_request_context", certificateRequestContext);
    out.vector24(
        "certificate_list", list -> certificateList.forEach(entry -> entry.encodeTo(list)));
  }
}
