package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * signed_certificate_timestamp with timestamps (RFC 6962 §3.3): in a CertificateEntry, or in a
 * ServerHello of TLS 1.2.
 *
 * <pre>{@code
 * opaque SerializedSCT<1..2^16-1>;
 *
 * struct {
 *     SerializedSCT sct_list <1..2^16-1>;
 * } SignedCertificateTimestampList;
 * }</pre>
 */
public record SignedCertificateTimestampList(List<Bytes> sctList) implements Extension {
  public SignedCertificateTimestampList {
    sctList = List.copyOf(sctList);
  }

  public static SignedCertificateTimestampList decode(WireReader in) throws DecodeException {
    return new SignedCertificateTimestampList(
        in.list16("sct_list", 1, 0xFFFF, sct -> sct.opaque16("serialized_sct", 1, 0xFFFF)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector16("sct_list", scts -> sctList.forEach(sct -> scts.opaque16("serialized_sct", sct)));
  }
}
