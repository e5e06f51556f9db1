package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * CertificateRequest of TLS 1.2 (RFC 5246 §7.4.4): the server asks the client for a certificate.
 *
 * <pre>{@code
 * enum {
 *     rsa_sign(1), dss_sign(2), rsa_fixed_dh(3), dss_fixed_dh(4), ...
 *     ecdsa_sign(64), (255)                                      // RFC 8422 §5.5
 * } ClientCertificateType;
 *
 * opaque DistinguishedName<1..2^16-1>;
 *
 * struct {
 *     ClientCertificateType certificate_types<1..2^8-1>;
 *     SignatureAndHashAlgorithm
 *       supported_signature_algorithms<2..2^16-2>;
 *     DistinguishedName certificate_authorities<0..2^16-1>;
 * } CertificateRequest;
 * }</pre>
 *
 * <p>The RFC writes {@code supported_signature_algorithms<2^16-1>}; the bounds here are those of
 * the extension (§7.4.1.4.1), since a list of pairs is of even length and an empty one would leave
 * the client nothing to sign with.
 *
 * @param certificateTypes one byte for each type
 * @param certificateAuthorities DER of distinguished names; empty for "any"
 */
public record CertificateRequest12(
    Bytes certificateTypes,
    List<SignatureScheme> supportedSignatureAlgorithms,
    List<Bytes> certificateAuthorities)
    implements HandshakeMessage {
  /** A certificate with an RSA key. */
  public static final int RSA_SIGN = 1;

  /** A certificate with an ECDSA or EdDSA key (RFC 8422 §5.5). */
  public static final int ECDSA_SIGN = 64;

  public CertificateRequest12 {
    supportedSignatureAlgorithms = List.copyOf(supportedSignatureAlgorithms);
    certificateAuthorities = List.copyOf(certificateAuthorities);
  }

  public static CertificateRequest12 decode(WireReader in) throws DecodeException {
    return new CertificateRequest12(
        in.opaque8("certificate_types", 1, 0xFF),
        in.list16(
            "supported_signature_algorithms",
            2,
            0xFFFE,
            list -> new SignatureScheme(list.uint16("algorithm"))),
        in.list16(
            "certificate_authorities",
            0,
            0xFFFF,
            list -> list.opaque16("distinguished_name", 1, 0xFFFF)));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.CERTIFICATE_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("certificate_types", certificateTypes);
    out.vector16(
        "supported_signature_algorithms",
        list ->
            supportedSignatureAlgorithms.forEach(
                scheme -> list.uint16("algorithm", scheme.value())));
    out.vector16(
        "certificate_authorities",
        list -> certificateAuthorities.forEach(name -> list.opaque16("distinguished_name", name)));
  }

  /** Whether certificates of this type are among those asked for. */
  public boolean asksFor(int certificateType) {
    for (int i = 0; i < certificateTypes.size(); i++) {
      if (certificateTypes.get(i) == certificateType) {
        return true;
      }
    }
    return false;
  }
}
