package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * compress_certificate (RFC 8879 §3): how the sender can decompress a certificate message.
 *
 * <pre>{@code
 * enum {
 *     zlib(1),
 *     brotli(2),
 *     zstd(3),
 *     (65535)
 * } CertificateCompressionAlgorithm;
 *
 * struct {
 *     CertificateCompressionAlgorithm algorithms<2..2^8-2>;
 * } CertificateCompressionAlgorithms;
 * }</pre>
 *
 * @param algorithms code points, 0 to 0xFFFF each, most preferred first
 */
public record CompressCertificate(List<Integer> algorithms) implements Extension {
  public CompressCertificate {
    algorithms = List.copyOf(algorithms);
  }

  public static CompressCertificate decode(WireReader in) throws DecodeException {
    return new CompressCertificate(
        in.list8("algorithms", 2, 0xFE, algorithm -> algorithm.uint16("algorithm")));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.COMPRESS_CERTIFICATE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector8(
        "algorithms", list -> algorithms.forEach(algorithm -> list.uint16("algorithm", algorithm)));
  }
}
