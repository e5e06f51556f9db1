package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * certificate_authorities (RFC 9846 §4.3.4): issuers the sender knows, to guide the choice of a
 * certificate.
 *
 * <pre>{@code
 * opaque DistinguishedName<1..2^16-1>;
 *
 * struct {
 *     DistinguishedName authorities<3..2^16-1>;
 * } CertificateAuthoritiesExtension;
 * }</pre>
 *
 * @param authorities DER of a distinguished name each
 */
public record CertificateAuthorities(List<Bytes> authorities) implements Extension {
  public CertificateAuthorities {
    authorities = List.copyOf(authorities);
  }

  public static CertificateAuthorities decode(WireReader in) throws DecodeException {
    return new CertificateAuthorities(
        in.list16("authorities", 3, 0xFFFF, name -> name.opaque16("authority", 1, 0xFFFF)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.CERTIFICATE_AUTHORITIES;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector16(
        "authorities", list -> authorities.forEach(name -> list.opaque16("authority", name)));
  }
}
