package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.config.CertificateCompression;
import dev.clasp.tls.handshake.extension.CompressCertificate;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** Certificate messages made smaller, and back (RFC 8879 §4). */
public final class CertificateCompressions {

  private CertificateCompressions() {}

  /** The extension that says what we can decompress; empty when that is nothing. */
  public static Optional<CompressCertificate> extension(List<CertificateCompression> ours) {
    return ours.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new CompressCertificate(ours.stream().map(CertificateCompression::algorithm).toList()));
  }

  /**
   * The message as it is sent: compressed by the first of ours that the peer has, if there is one.
   *
   * @param peer the extensions of the peer's ClientHello or CertificateRequest
   */
  public static HandshakeMessage compress(
      Certificate13 certificate, Extensions peer, List<CertificateCompression> ours) {
    List<Integer> theirs =
        peer.find(CompressCertificate.class).map(CompressCertificate::algorithms).orElse(List.of());
    Optional<CertificateCompression> common =
        ours.stream()
            .filter(CertificateCompression::compresses)
            .filter(each -> theirs.contains(each.algorithm()))
            .findFirst();
    if (common.isEmpty()) {
      return certificate;
    }
    WireWriter body = new WireWriter();
    certificate.encodeTo(body);
    return new CompressedCertificate(
        common.get().algorithm(), body.size(), common.get().compress(body.toBytes()));
  }

  /**
   * The certificate in a message of either kind.
   *
   * @param ours what we said we can decompress
   * @throws TlsException {@code illegal_parameter}, {@code bad_certificate}, or what is wrong with
   *     the message inside
   */
  public static Optional<Certificate13> certificate(
      HandshakeMessage message, List<CertificateCompression> ours) throws TlsException {
    if (message instanceof Certificate13 plain) {
      return Optional.of(plain);
    }
    return message instanceof CompressedCertificate compressed
        ? Optional.of(decompress(compressed, ours))
        : Optional.empty();
  }

  private static Certificate13 decompress(
      CompressedCertificate message, List<CertificateCompression> ours) throws TlsException {
    // "The algorithm MUST be one of the algorithms listed in the peer's compress_certificate
    // extension."
    Optional<CertificateCompression> algorithm =
        ours.stream().filter(each -> each.algorithm() == message.algorithm()).findFirst();
    if (algorithm.isEmpty()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8879, "4", 2),
          "CompressedCertificate.algorithm: %d, which we did not offer"
              .formatted(message.algorithm()));
    }
    // The claim is looked at before anything is allocated for it: the limit is that of a message
    // that was not compressed.
    int length = message.uncompressedLength();
    if (length > HandshakeDeframer.DEFAULT_MAX_MESSAGE_LENGTH) {
      throw bad(
          Rfc.rfc(8879, "5", 5),
          "uncompressed_length: %d, our limit is %d"
              .formatted(length, HandshakeDeframer.DEFAULT_MAX_MESSAGE_LENGTH));
    }
    // "if after decompression the specified length does not match the actual length", or it
    // "cannot be decompressed"
    Optional<Bytes> body =
        algorithm.get().decompress(message.compressedCertificateMessage(), length);
    if (body.isEmpty()) {
      throw bad(
          Rfc.rfc(8879, "4", 3, 6),
          "compressed_certificate_message: does not give %d bytes".formatted(length));
    }
    WireReader in = WireReader.of("Certificate", body.get());
    Certificate13 certificate = Certificate13.decode(in);
    in.end();
    return certificate;
  }

  private static CertificateRejected bad(Rfc clause, String what) {
    return new CertificateRejected(
        AlertDescription.BAD_CERTIFICATE, clause, "CompressedCertificate." + what);
  }
}
