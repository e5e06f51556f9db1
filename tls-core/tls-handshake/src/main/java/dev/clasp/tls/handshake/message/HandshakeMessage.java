package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * A handshake message (RFC 9846 §4, RFC 5246 §7.4).
 *
 * <p>{@link #encodeTo} writes the body; {@link #framed} puts type and length in front.
 */
public sealed interface HandshakeMessage extends Encodable
    permits Certificate12,
        Certificate13,
        CertificateRequest12,
        CertificateRequest13,
        CertificateStatus,
        CertificateVerify,
        ClientHello,
        ClientKeyExchange,
        CompressedCertificate,
        EncryptedExtensions,
        EndOfEarlyData,
        Finished,
        HelloRequest,
        KeyUpdate,
        NewSessionTicket12,
        NewSessionTicket13,
        ServerHello,
        ServerHelloDone,
        ServerKeyExchange {
  HandshakeType type();

  /**
   * The message as it goes to the wire and into the transcript.
   *
   * <pre>{@code
   * struct {
   *     HandshakeType msg_type;
   *     uint24 length;
   *     select (Handshake.msg_type) ...
   * } Handshake;
   * }</pre>
   */
  default Bytes framed() {
    WireWriter out = new WireWriter();
    out.uint8("msg_type", type().value());
    out.vector24("length", this::encodeTo);
    return out.toBytes();
  }
}
