package dev.clasp.tls.conformance.node;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.wire.Decoder;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/** What a ClientHello or CertificateRequest asks for; nothing where it is malformed. */
final class Offered {
  private Offered() {}

  static List<NamedGroup> groups(ClientHello hello) {
    return find(hello, ExtensionType.SUPPORTED_GROUPS, SupportedGroups::decode)
        .map(SupportedGroups::namedGroupList)
        .orElse(List.of());
  }

  static List<NamedGroup> shares(ClientHello hello) {
    return entries(hello).stream().map(KeyShareEntry::group).toList();
  }

  static List<KeyShareEntry> entries(ClientHello hello) {
    return find(hello, ExtensionType.KEY_SHARE, KeyShareClientHello::decode)
        .map(KeyShareClientHello::clientShares)
        .orElse(List.of());
  }

  static List<SignatureScheme> schemes(ClientHello hello) {
    return schemes(hello.extensions());
  }

  static List<SignatureScheme> schemes(Extensions extensions) {
    return find(extensions, ExtensionType.SIGNATURE_ALGORITHMS, SignatureAlgorithms::decode)
        .map(SignatureAlgorithms::supportedSignatureAlgorithms)
        .orElse(List.of());
  }

  private static <T> Optional<T> find(ClientHello hello, ExtensionType type, Decoder<T> decoder) {
    return find(hello.extensions(), type, decoder);
  }

  private static <T> Optional<T> find(
      Extensions extensions, ExtensionType type, Decoder<T> decoder) {
    for (Extension extension : extensions.list()) {
      if (extension.type().equals(type)) {
        try {
          return Optional.of(decoder.decode(WireReader.of(type.toString(), body(extension))));
        } catch (DecodeException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** extension_data of the first extension of a type. */
  static Optional<Bytes> find(ClientHello hello, ExtensionType type) {
    return hello.extensions().list().stream()
        .filter(each -> each.type().equals(type))
        .map(Offered::body)
        .findFirst();
  }

  /** extension_data. */
  static Bytes body(Extension extension) {
    WireWriter out = new WireWriter();
    extension.encodeTo(out);
    return out.toBytes();
  }
}
