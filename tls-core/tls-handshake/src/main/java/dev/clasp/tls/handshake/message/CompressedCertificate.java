package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * CompressedCertificate (RFC 8879 §4): takes the place of a {@link Certificate13}.
 *
 * <pre>{@code
 * struct {
 *     CertificateCompressionAlgorithm algorithm;
 *     uint24 uncompressed_length;
 *     opaque compressed_certificate_message<1..2^24-1>;
 * } CompressedCertificate;
 * }</pre>
 *
 * @param algorithm code point, 0 to 0xFFFF
 * @param uncompressedLength of the body of the Certificate message, in bytes; a claim of the
 *     sender's
 */
public record CompressedCertificate(
    int algorithm, int uncompressedLength, Bytes compressedCertificateMessage)
    implements HandshakeMessage {
  public static CompressedCertificate decode(WireReader in) throws DecodeException {
    return new CompressedCertificate(
        in.uint16("algorithm"),
        in.uint24("uncompressed_length"),
        in.opaque24("compressed_certificate_message", 1, 0xFFFFFF));
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.COMPRESSED_CERTIFICATE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("algorithm", algorithm);
    out.uint24("uncompressed_length", uncompressedLength);
    out.opaque24("compressed_certificate_message", compressedCertificateMessage);
  }
}
