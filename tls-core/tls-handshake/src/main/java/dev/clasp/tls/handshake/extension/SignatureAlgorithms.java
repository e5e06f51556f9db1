package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * signature_algorithms (RFC 9846 §4.3.3): what the sender verifies in CertificateVerify, most
 * preferred first.
 *
 * <pre>{@code
 * struct {
 *     SignatureScheme supported_signature_algorithms<2..2^16-2>;
 * } SignatureSchemeList;
 * }</pre>
 */
public record SignatureAlgorithms(List<SignatureScheme> supportedSignatureAlgorithms)
    implements Extension {
  public SignatureAlgorithms {
    supportedSignatureAlgorithms = List.copyOf(supportedSignatureAlgorithms);
  }

  public static SignatureAlgorithms decode(WireReader in) throws DecodeException {
    return new SignatureAlgorithms(
        in.list16(
            "supported_signature_algorithms",
            2,
            0xFFFE,
            scheme -> new SignatureScheme(scheme.uint16("signature_scheme"))));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNATURE_ALGORITHMS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector16(
        "supported_signature_algorithms",
        schemes ->
            supportedSignatureAlgorithms.forEach(
                scheme -> schemes.uint16("signature_scheme", scheme.value())));
  }
}
