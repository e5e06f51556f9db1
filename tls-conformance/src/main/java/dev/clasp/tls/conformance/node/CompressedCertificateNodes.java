package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.CertificateCompression;
import dev.clasp.tls.handshake.config.ZlibCompression;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.Optional;
import java.util.OptionalInt;

/** CompressedCertificate in place of Certificate (RFC 8879 §4). */
final class CompressedCertificateNodes {
  private static final int HEADER = 4; // bytes of type and length

  private CompressedCertificateNodes() {}

  /**
   * {@code CompressedCertificateGenerator {certs, context, extensions, algorithm,
   * uncompressed_message_size, compressed_certificate_message, uncompressed}}: {@code uncompressed}
   * is compressed in place of a Certificate; the size announced is that of what is compressed.
   */
  static HandshakeGenerator generator(Args args) throws FormatException {
    HandshakeGenerator certificate = AuthenticationNodes.certificate(args);
    int algorithm =
        args.number("algorithm", Registry.COMPRESSIONS).orElse(CertificateCompression.ZLIB);
    OptionalInt size = args.number("uncompressed_message_size");
    Optional<ByteValue> compressed = args.bytes("compressed_certificate_message");
    Optional<ByteValue> uncompressed = args.bytes("uncompressed");
    return peer -> {
      Bytes whole = certificate.message(peer).framed();
      Bytes content =
          uncompressed.isPresent()
              ? uncompressed.get().in(peer)
              : whole.slice(HEADER, whole.size());
      Bytes octets =
          compressed.isPresent()
              ? compressed.get().in(peer)
              : new ZlibCompression().compress(content);
      return new CompressedCertificate(algorithm, size.orElse(content.size()), octets);
    };
  }

  /** {@code ExpectCompressedCertificate {compression_algo, empty}}: else as ExpectCertificate. */
  static Node.Expectation expectation(Args args) throws FormatException {
    OptionalInt algorithm = args.number("compression_algo", Registry.COMPRESSIONS);
    Optional<Boolean> empty = args.find("empty").map(JsonNode::asBoolean);
    return new Node.Expectation() {
      @Override
      public boolean matches(Received received) {
        return received instanceof Received.Handshake handshake
            && handshake.frame().type() == HandshakeType.COMPRESSED_CERTIFICATE;
      }

      @Override
      public void take(Peer peer, Received received)
          throws CheckFailed, TlsException, ScriptException {
        CompressedCertificate message =
            HandshakeExpectation.decode(received, CompressedCertificate.class);
        if (algorithm.isPresent() && message.algorithm() != algorithm.getAsInt()) {
          throw new CheckFailed(
              Rfc.rfc(8879, "4"),
              "CompressedCertificate.algorithm: %d, expected %d"
                  .formatted(message.algorithm(), algorithm.getAsInt()));
        }
        if (message.algorithm() != CertificateCompression.ZLIB) {
          throw new ScriptException("nothing here decompresses " + message.algorithm());
        }
        Bytes content =
            new ZlibCompression()
                .decompress(message.compressedCertificateMessage(), message.uncompressedLength())
                .orElseThrow(
                    () ->
                        new CheckFailed(
                            Rfc.rfc(8879, "4"),
                            "CompressedCertificate: not %d octets compressed"
                                .formatted(message.uncompressedLength())));
        WireReader in = WireReader.of("Certificate", content);
        Certificate13 certificate = Certificate13.decode(in);
        in.end();
        HandshakeExpectations.checkCertificate(peer, certificate, empty);
        peer.transcript().add(((Received.Handshake) received).frame().raw());
      }
    };
  }
}
