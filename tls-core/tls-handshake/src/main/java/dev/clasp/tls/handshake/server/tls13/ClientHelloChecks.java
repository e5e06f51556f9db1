package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of a TLS 1.3 ClientHello, in the RFC's order. */
final class ClientHelloChecks {
  private static final Rfc KEY_SHARE = Rfc.rfc9846("4.3.8");
  private static final Rfc PRE_SHARED_KEY = Rfc.rfc9846("4.3.11");

  private ClientHelloChecks() {}

  static void require(ClientHello hello) throws TlsException {
    requireLegacyFields(hello);
    requireGroups(hello.extensions());
    requireShares(hello.extensions());
    requirePreSharedKey(hello.extensions());
    Optional<ServerNameList> names = hello.extensions().find(ServerNameList.class);
    if (names.isPresent()) {
      names.get().requireOneHostName();
    }
    requireRecordSizes(hello.extensions());
    requireMandatoryExtensions(hello.extensions());
  }

  /** §4.2.2, field by field. */
  private static void requireLegacyFields(ClientHello hello) throws TlsException {
    // "A server which receives a legacy_version value not equal to 0x0303 MUST abort the handshake
    // with a protocol_version alert."
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
      throw new NegotiationFailure(
          AlertDescription.PROTOCOL_VERSION,
          Rfc.rfc9846("4.2.2", 7),
          "ClientHello.legacy_version: %s, expected 0x0303".formatted(hello.legacyVersion()));
    }
    // "this list MUST contain exactly one byte, set to zero"
    if (!hello.legacyCompressionMethods().equals(ClientHello.NULL_COMPRESSION)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.2.2", 14, 15),
          "ClientHello.legacy_compression_methods: %s, expected 00"
              .formatted(hello.legacyCompressionMethods()));
    }
  }

  /** §4.3.7: "MUST NOT contain any duplicate entries. A recipient MAY abort"; we do. */
  private static void requireGroups(Extensions extensions) throws ProtocolViolation {
    List<NamedGroup> groups = groups(extensions);
    if (new HashSet<>(groups).size() != groups.size()) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.7", 1), "ClientHello.supported_groups: an entry twice in " + groups);
    }
  }

  /**
   * §4.3.8: "Servers MAY check for violations of these rules"; we do, but for the order of the
   * shares, which does no harm.
   */
  private static void requireShares(Extensions extensions) throws ProtocolViolation {
    List<NamedGroup> offered = groups(extensions);
    Set<NamedGroup> seen = new HashSet<>();
    for (KeyShareEntry share :
        extensions
            .find(KeyShareClientHello.class)
            .map(KeyShareClientHello::clientShares)
            .orElse(List.of())) {
      // "Clients MUST NOT offer multiple KeyShareEntry values for the same group."
      if (!seen.add(share.group())) {
        throw ProtocolViolation.illegalParameter(
            Rfc.rfc9846("4.3.8", 7),
            "ClientHello.key_share: group %s twice".formatted(share.group()));
      }
      // "Clients MUST NOT offer any KeyShareEntry values for groups not listed in the client's
      // supported_groups extension."
      if (!offered.isEmpty() && !offered.contains(share.group())) {
        throw ProtocolViolation.illegalParameter(
            Rfc.rfc9846("4.3.8", 8),
            "ClientHello.key_share: group %s, which is not in supported_groups"
                .formatted(share.group()));
      }
    }
  }

  /** §4.3.9, §4.3.11. That it is last is checked in decoding. */
  private static void requirePreSharedKey(Extensions extensions) throws ProtocolViolation {
    Optional<PreSharedKeyClientHello> offered = extensions.find(PreSharedKeyClientHello.class);
    if (offered.isEmpty()) {
      return;
    }
    // "If clients offer pre_shared_key without a psk_key_exchange_modes extension, servers MUST
    // abort the handshake."
    if (!extensions.contains(ExtensionType.PSK_KEY_EXCHANGE_MODES)) {
      throw ProtocolViolation.missingExtension(
          Rfc.rfc9846("4.3.9", 3),
          "ClientHello.extensions: pre_shared_key without psk_key_exchange_modes");
    }
    // "binders: A series of HMAC values, one for each value in the identities list"
    int identities = offered.get().identities().size();
    int binders = offered.get().binders().size();
    if (identities != binders) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.3.11", 9),
          "ClientHello.pre_shared_key: %d binders for %d identities"
              .formatted(binders, identities));
    }
  }

  /** RFC 6066 §4, RFC 8449 §4. */
  private static void requireRecordSizes(Extensions extensions) throws ProtocolViolation {
    // "If a server receives a maximum fragment length negotiation request for a value other than
    // the allowed values, it MUST abort the handshake with an illegal_parameter alert."
    Optional<MaxFragmentLength> length = extensions.find(MaxFragmentLength.class);
    if (length.isPresent() && length.get().bytes() == 0) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(6066, "4", 5),
          "ClientHello.max_fragment_length: %d, expected 1 to 4".formatted(length.get().code()));
    }
    // "An endpoint MUST treat receipt of a smaller value as a fatal error"
    Optional<RecordSizeLimit> limit = extensions.find(RecordSizeLimit.class);
    if (limit.isPresent() && limit.get().recordSizeLimit() < RecordSizeLimit.LEAST) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "4", 9),
          "ClientHello.record_size_limit: %d, expected at least %d"
              .formatted(limit.get().recordSizeLimit(), RecordSizeLimit.LEAST));
    }
  }

  /** §9.2; the server answers each with {@code missing_extension}. */
  private static void requireMandatoryExtensions(Extensions extensions) throws ProtocolViolation {
    boolean preSharedKey = extensions.contains(ExtensionType.PRE_SHARED_KEY);
    boolean groups = extensions.contains(ExtensionType.SUPPORTED_GROUPS);
    boolean shares = extensions.contains(ExtensionType.KEY_SHARE);
    // "If not containing a pre_shared_key extension, it MUST contain both a signature_algorithms
    // extension and a supported_groups extension."
    if (!preSharedKey && !groups) {
      throw missing(Rfc.rfc9846("9.2", 10, 12), "no supported_groups");
    }
    if (!preSharedKey && !extensions.contains(ExtensionType.SIGNATURE_ALGORITHMS)) {
      throw missing(Rfc.rfc9846("9.2", 10, 12), "no signature_algorithms");
    }
    // "If containing a supported_groups extension, it MUST also contain a key_share extension, and
    // vice versa."
    if (groups != shares) {
      throw missing(
          Rfc.rfc9846("9.2", 11, 12),
          groups ? "supported_groups without key_share" : "key_share without supported_groups");
    }
  }

  /**
   * Of a server that authenticates with a certificate though a PSK was offered: if "the client has
   * not sent a signature_algorithms extension, then the server MUST abort" (§4.3.3).
   */
  static void requireSignatureAlgorithms(Extensions extensions) throws ProtocolViolation {
    if (!extensions.contains(ExtensionType.SIGNATURE_ALGORITHMS)) {
      throw missing(Rfc.rfc9846("4.3.3", 3), "no signature_algorithms");
    }
  }

  private static ProtocolViolation missing(Rfc clause, String what) {
    return ProtocolViolation.missingExtension(clause, "ClientHello.extensions: " + what);
  }

  private static List<NamedGroup> groups(Extensions extensions) {
    return extensions
        .find(SupportedGroups.class)
        .map(SupportedGroups::namedGroupList)
        .orElse(List.of());
  }
}
