package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * Certificate of TLS 1.2 (RFC 5246 §7.4.2, §7.4.6): a chain, end entity first; empty for a client
 * without one.
 *
 * <pre>{@code
 * opaque ASN.1Cert<1..2^24-1>;
 *
 * struct {
 *     ASN.1Cert certificate_list<0..2^24-1>;
 * } Certificate;
 * }</pre>
 *
 * @param certificateList DER of each, not looked at here
 */
public record Certificate12(List<Bytes> certificateList) implements HandshakeMessage {
  public Certificate12 {
    certificateList = List.copyOf(certificateList);
  }

  public static Certificate12 decode(WireReader in) throws DecodeException {
    return new Certificate12(
        in.list24(
            "certificate_list", 0, 0xFFFFFF, list -> list.opaque24("ASN.1Cert", 1, 0xFFFFFF)));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector24(
        "certificate_list",
        list -> certificateList.forEach(certificate -> list.opaque24("ASN.1Cert", certificate)));
  }
}
