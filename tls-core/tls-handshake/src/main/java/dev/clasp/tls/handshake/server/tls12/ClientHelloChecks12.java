package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.util.Optional;

/** The rules of a ClientHello of TLS 1.2 that do not depend on our configuration. */
final class ClientHelloChecks12 {
  private ClientHelloChecks12() {}

  static void require(ClientHello hello) throws ProtocolViolation {
    requireNullCompression(hello);
    Extensions extensions = hello.extensions();
    requireInitialHandshake(extensions);
    requireUncompressedPoints(extensions);
    requireFragmentLength(extensions);
    requireRecordSizeLimit(extensions);
    Optional<ServerNameList> names = extensions.find(ServerNameList.class);
    if (names.isPresent()) {
      names.get().requireOneHostName();
    }
  }

  /**
   * "This vector MUST contain, and all implementations MUST support, CompressionMethod.null" (RFC
   * 5246 §7.4.1.2). No alert is named; BoringSSL and Go send this one.
   */
  private static void requireNullCompression(ClientHello hello) throws ProtocolViolation {
    for (int i = 0; i < hello.legacyCompressionMethods().size(); i++) {
      if (hello.legacyCompressionMethods().get(i) == 0) {
        return;
      }
    }
    throw ProtocolViolation.illegalParameter(
        Rfc.rfc5246("7.4.1.2", 7),
        "ClientHello.compression_methods: %s, expected null (00) among them"
            .formatted(hello.legacyCompressionMethods()));
  }

  /**
   * "The server MUST then verify that the length of the renegotiated_connection field is zero, and
   * if it is not, MUST abort the handshake (by sending a fatal handshake_failure alert)".
   */
  private static void requireInitialHandshake(Extensions extensions) throws ProtocolViolation {
    int length =
        extensions
            .find(RenegotiationInfo.class)
            .map(info -> info.renegotiatedConnection().size())
            .orElse(0);
    if (length > 0) {
      throw new ProtocolViolation(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(5746, "3.6", 3),
          "ClientHello.renegotiation_info: %d bytes, expected none".formatted(length));
    }
  }

  /**
   * "If the client sends the extension and the extension does not contain the uncompressed point
   * format, and the client has used the Supported Groups extension to indicate support for any of
   * the curves defined in this specification, then the server MUST abort" (RFC 8422 §5.1.2).
   */
  private static void requireUncompressedPoints(Extensions extensions) throws ProtocolViolation {
    Optional<EcPointFormats> formats = extensions.find(EcPointFormats.class);
    boolean curves =
        extensions
            .find(SupportedGroups.class)
            .map(groups -> groups.namedGroupList().stream().anyMatch(NamedGroup::isCurve12))
            .orElse(false);
    if (curves && formats.isPresent() && !formats.get().hasUncompressed()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8422, "5.1.2", 3),
          "ClientHello.ec_point_formats: %s, expected uncompressed (00) among them"
              .formatted(formats.get().ecPointFormatList()));
    }
  }

  /**
   * "If a server receives a maximum fragment length negotiation request for a value other than the
   * allowed values, it MUST abort" (RFC 6066 §4).
   */
  private static void requireFragmentLength(Extensions extensions) throws ProtocolViolation {
    Optional<MaxFragmentLength> asked = extensions.find(MaxFragmentLength.class);
    if (asked.isPresent() && asked.get().bytes() == 0) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(6066, "4", 5),
          "ClientHello.max_fragment_length: %d, expected 1 to 4".formatted(asked.get().code()));
    }
  }

  /** "MUST treat receipt of a smaller value as a fatal error" (RFC 8449 §4). */
  private static void requireRecordSizeLimit(Extensions extensions) throws ProtocolViolation {
    Optional<RecordSizeLimit> limit = extensions.find(RecordSizeLimit.class);
    if (limit.isPresent() && limit.get().recordSizeLimit() < RecordSizeLimit.LEAST) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "4", 9),
          "ClientHello.record_size_limit: %d, expected at least %d"
              .formatted(limit.get().recordSizeLimit(), RecordSizeLimit.LEAST));
    }
  }
}
