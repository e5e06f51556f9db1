package dev.clasp.tls.handshake.client.tls12;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.EcPointFormats;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.RenegotiationInfo;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/** What a ServerHello of TLS 1.2 has to fulfil, in its order (RFC 5246 §7.4.1.3, §7.4.1.4). */
final class ServerHelloChecks12 {
  private static final Rfc SECTION = Rfc.rfc5246("7.4.1.3");

  private ServerHelloChecks12() {}

  /**
   * "The single cipher suite selected by the server from the list in ClientHello.cipher_suites";
   * those of TLS 1.3 are none of TLS 1.2, and signalling values none at all.
   */
  static Suite12 requireOfferedSuite(ServerHello hello, ClientHello offered)
      throws ProtocolViolation {
    Optional<Suite12> suite = Suite12.of(hello.cipherSuite());
    if (suite.isEmpty() || !offered.cipherSuites().contains(hello.cipherSuite())) {
      throw ProtocolViolation.illegalParameter(
          SECTION,
          "ServerHello.cipher_suite: %s, which was not offered for TLS 1.2"
              .formatted(hello.cipherSuite()));
    }
    return suite.get();
  }

  /** "The single compression algorithm selected by the server from the list": we list null. */
  static void requireNoCompression(ServerHello hello) throws ProtocolViolation {
    if (hello.legacyCompressionMethod() != 0) {
      throw ProtocolViolation.illegalParameter(
          SECTION,
          "ServerHello.compression_method: %d, expected 0"
              .formatted(hello.legacyCompressionMethod()));
    }
  }

  /**
   * "If a client receives an extension type in ServerHello that it did not request in the
   * associated ClientHello, it MUST abort the handshake with an unsupported_extension fatal alert."
   */
  static void requireOnlyOffered(Extensions answered, Extensions offered) throws ProtocolViolation {
    for (ExtensionType type : answered.types()) {
      if (!offered.contains(type)) {
        throw ProtocolViolation.unsupportedExtension(
            Rfc.rfc5246("7.4.1.4", 2),
            "ServerHello.extensions: %s, which was not offered".formatted(type));
      }
    }
  }

  /**
   * "The client MUST then verify that the length of the renegotiated_connection field is zero". We
   * also want it to be there: without, an attacker may have begun the server's connection before us
   * (RFC 5746 §4.1).
   */
  static void requireSecureRenegotiation(Extensions answered, ClientConfig config)
      throws TlsException {
    Optional<Bytes> info =
        answered.find(RenegotiationInfo.class).map(RenegotiationInfo::renegotiatedConnection);
    if (info.isEmpty() && !config.allowsLegacy()) {
      throw new NegotiationFailure(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(5746, "4.1", 1),
          "ServerHello.extensions: no renegotiation_info");
    }
    if (info.isPresent() && !info.get().isEmpty()) {
      throw new ProtocolViolation(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(5746, "3.4", 4),
          "ServerHello.renegotiation_info: %d bytes, expected none".formatted(info.get().size()));
    }
  }

  /** "it SHOULD abort the handshake if it does not wish to interoperate with legacy servers". */
  static void requireExtendedMainSecret(Extensions answered, ClientConfig config)
      throws NegotiationFailure {
    if (config.requiresExtendedMainSecret()
        && !answered.contains(ExtensionType.EXTENDED_MAIN_SECRET)) {
      throw new NegotiationFailure(
          AlertDescription.HANDSHAKE_FAILURE,
          Rfc.rfc(7627, "5.2", 5),
          "ServerHello.extensions: no extended_main_secret");
    }
  }

  /** What is wrong with the content of single extensions, or with two of them together. */
  static void requireConsistent(Extensions answered, Suite12 suite, ClientConfig config)
      throws ProtocolViolation {
    requireUncompressedPoints(answered);
    requireMacToMove(answered, suite);
    requireLimits(answered, config);
  }

  /** "when used, MUST contain the value 0 (uncompressed)"; the RFC names no alert for servers. */
  private static void requireUncompressedPoints(Extensions answered) throws ProtocolViolation {
    Optional<EcPointFormats> formats = answered.find(EcPointFormats.class);
    if (formats.isPresent() && !formats.get().hasUncompressed()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8422, "5.2", 2),
          "ServerHello.ec_point_formats: %s, expected 0 among them"
              .formatted(formats.get().ecPointFormatList()));
    }
  }

  /** "MUST NOT send an encrypt-then-MAC response back" with an AEAD; no alert is named. */
  private static void requireMacToMove(Extensions answered, Suite12 suite)
      throws ProtocolViolation {
    if (answered.contains(ExtensionType.ENCRYPT_THEN_MAC)
        && !(suite.protection() instanceof Protection12.Cbc)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(7366, "3", 1), "ServerHello.encrypt_then_mac: with %s".formatted(suite));
    }
  }

  private static void requireLimits(Extensions answered, ClientConfig config)
      throws ProtocolViolation {
    Optional<MaxFragmentLength> length = answered.find(MaxFragmentLength.class);
    Optional<RecordSizeLimit> limit = answered.find(RecordSizeLimit.class);
    // "if a client receives a maximum fragment length negotiation response that differs from the
    // length it requested, it MUST also abort the handshake with an illegal_parameter alert"
    int requested = config.maxFragmentLength().orElse(0);
    if (length.isPresent() && length.get().bytes() != requested) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(6066, "4", 6),
          "ServerHello.max_fragment_length: %d, we asked for %d bytes"
              .formatted(length.get().code(), requested));
    }
    // "An endpoint MUST treat receipt of a smaller value as a fatal error and generate an
    // illegal_parameter alert"
    if (limit.isPresent() && limit.get().recordSizeLimit() < RecordSizeLimit.LEAST) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "4", 9),
          "ServerHello.record_size_limit: %d, expected %d or more"
              .formatted(limit.get().recordSizeLimit(), RecordSizeLimit.LEAST));
    }
    // "A client MUST treat receipt of both max_fragment_length and record_size_limit as a fatal
    // error, and it SHOULD generate an illegal_parameter alert"
    if (length.isPresent() && limit.isPresent()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "5", 2),
          "ServerHello.extensions: both max_fragment_length and record_size_limit");
    }
  }
}
