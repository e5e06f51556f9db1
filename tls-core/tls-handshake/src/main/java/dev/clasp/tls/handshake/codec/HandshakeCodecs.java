package dev.clasp.tls.handshake.codec;

import dev.clasp.tls.handshake.message.Certificate12;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateRequest12;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.CertificateStatus;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.CompressedCertificate;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.HelloRequest;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.NewSessionTicket12;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.message.ServerHelloDone;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import dev.clasp.tls.protocol.wire.Decoder;
import dev.clasp.tls.protocol.wire.WireReader;
import java.util.Set;

/** The codecs there are. */
public final class HandshakeCodecs {
  private static final Rfc SECTION = Rfc.rfc9846("4", 2);
  private static final Rfc SECTION12 = Rfc.rfc5246("7.4", 1);

  /** Before the version is known: the hellos, of any version. */
  public static final HandshakeCodec HELLO = HandshakeCodecs::decodeHello;

  /** Every message of TLS 1.3 (RFC 9846 §4). */
  public static final HandshakeCodec TLS13 =
      frame ->
          switch (frame.type()) {
            case CLIENT_HELLO -> whole("ClientHello", frame, ClientHello::decode);
            case SERVER_HELLO -> whole("ServerHello", frame, ServerHello::decode);
            case NEW_SESSION_TICKET -> whole("NewSessionTicket", frame, NewSessionTicket13::decode);
            case END_OF_EARLY_DATA -> whole("EndOfEarlyData", frame, EndOfEarlyData::decode);
            case ENCRYPTED_EXTENSIONS ->
                whole("EncryptedExtensions", frame, EncryptedExtensions::decode);
            case CERTIFICATE -> whole("Certificate", frame, Certificate13::decode);
            case CERTIFICATE_REQUEST ->
                whole("CertificateRequest", frame, CertificateRequest13::decode);
            case CERTIFICATE_VERIFY -> whole("CertificateVerify", frame, CertificateVerify::decode);
            case FINISHED -> whole("Finished", frame, Finished::decode);
            case KEY_UPDATE -> whole("KeyUpdate", frame, KeyUpdate::decode);
            case COMPRESSED_CERTIFICATE ->
                whole("CompressedCertificate", frame, CompressedCertificate::decode);
            case HELLO_REQUEST,
                SERVER_KEY_EXCHANGE,
                SERVER_HELLO_DONE,
                CLIENT_KEY_EXCHANGE,
                CERTIFICATE_STATUS,
                MESSAGE_HASH ->
                throw UnexpectedMessage.of(
                    frame.type() + ", which TLS 1.3 does not send here", Set.of(), SECTION);
          };

  /**
   * Every message of TLS 1.2 (RFC 5246 §7.4, RFC 5077 §3.3, RFC 6066 §8). The bodies of the key
   * exchange messages are left to who knows the cipher suite.
   */
  public static final HandshakeCodec TLS12 =
      frame ->
          switch (frame.type()) {
            case HELLO_REQUEST -> whole("HelloRequest", frame, HelloRequest::decode);
            case CLIENT_HELLO -> whole("ClientHello", frame, ClientHello::decode);
            case SERVER_HELLO -> whole("ServerHello", frame, ServerHello::decode);
            case NEW_SESSION_TICKET -> whole("NewSessionTicket", frame, NewSessionTicket12::decode);
            case CERTIFICATE -> whole("Certificate", frame, Certificate12::decode);
            case SERVER_KEY_EXCHANGE ->
                whole("ServerKeyExchange", frame, ServerKeyExchange::decode);
            case CERTIFICATE_REQUEST ->
                whole("CertificateRequest", frame, CertificateRequest12::decode);
            case SERVER_HELLO_DONE -> whole("ServerHelloDone", frame, ServerHelloDone::decode);
            case CERTIFICATE_VERIFY -> whole("CertificateVerify", frame, CertificateVerify::decode);
            case CLIENT_KEY_EXCHANGE ->
                whole("ClientKeyExchange", frame, ClientKeyExchange::decode);
            case FINISHED -> whole("Finished", frame, Finished::decode);
            case CERTIFICATE_STATUS -> whole("CertificateStatus", frame, CertificateStatus::decode);
            case END_OF_EARLY_DATA,
                ENCRYPTED_EXTENSIONS,
                KEY_UPDATE,
                COMPRESSED_CERTIFICATE,
                MESSAGE_HASH ->
                throw UnexpectedMessage.of(
                    frame.type() + ", which TLS 1.2 does not have", Set.of(), SECTION12);
          };

  private HandshakeCodecs() {}

  private static HandshakeMessage decodeHello(HandshakeFrame frame) throws TlsException {
    if (frame.type() == HandshakeType.CLIENT_HELLO) {
      return whole("ClientHello", frame, ClientHello::decode);
    }
    if (frame.type() == HandshakeType.SERVER_HELLO) {
      return whole("ServerHello", frame, ServerHello::decode);
    }
    throw UnexpectedMessage.of(
        frame.type(), Set.of(HandshakeType.CLIENT_HELLO, HandshakeType.SERVER_HELLO), SECTION);
  }

  private static <T extends HandshakeMessage> T whole(
      String name, HandshakeFrame frame, Decoder<T> decoder) throws DecodeException {
    WireReader in = WireReader.of(name, frame.body());
    T message = decoder.decode(in);
    in.end();
    return message;
  }
}
