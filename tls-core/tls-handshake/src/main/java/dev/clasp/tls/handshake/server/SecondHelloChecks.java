package dev.clasp.tls.handshake.server;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * "the client MUST send the same ClientHello without modification, except as follows" (RFC 9846
 * §4.2.2).
 *
 * <p>Extensions we do not recognise may change: "Other modifications that may be allowed by an
 * extension defined in the future", such as a client that greases or uses Encrypted Client Hello.
 */
final class SecondHelloChecks {
  private static final Rfc SECTION = Rfc.rfc9846("4.2.2", 2);

  /** What the exceptions allow to change. Early data has a rule of its own. */
  private static final Set<ExtensionType> MAY_CHANGE =
      Set.of(
          ExtensionType.KEY_SHARE,
          ExtensionType.EARLY_DATA,
          ExtensionType.PRE_SHARED_KEY,
          ExtensionType.PADDING);

  private SecondHelloChecks() {}

  /**
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static void requireSameButForRetry(ClientHello second, ClientHello first)
      throws ProtocolViolation {
    // legacy_version and legacy_compression_methods have one legal value each, checked for both.
    requireSame("random", first.random(), second.random());
    requireSame("legacy_session_id", first.legacySessionId(), second.legacySessionId());
    requireSame("cipher_suites", first.cipherSuites(), second.cipherSuites());
    requireSameExtensions(first.extensions(), second.extensions());
    requireNoEarlyData(second);
  }

  /**
   * Of a server that kept nothing of the first ClientHello but a digest.
   *
   * @param same whether the digests of {@link #unchanged} are the same
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static void requireSameButForRetry(ClientHello second, boolean same) throws ProtocolViolation {
    if (!same) {
      throw ProtocolViolation.illegalParameter(
          SECTION, "ClientHello: not the one that the HelloRetryRequest's cookie was made for");
    }
    requireNoEarlyData(second);
  }

  /** What must be the same in both ClientHellos, in one piece; extensions in the order of types. */
  static Bytes unchanged(ClientHello hello) {
    WireWriter out = new WireWriter();
    out.fixed("random", hello.random().bytes());
    out.opaque8("legacy_session_id", hello.legacySessionId().bytes());
    out.vector16(
        "cipher_suites",
        list -> hello.cipherSuites().forEach(suite -> list.uint16("suite", suite.value())));
    Map<ExtensionType, Extension> fixed = fixed(hello.extensions());
    fixed.remove(ExtensionType.COOKIE);
    List<Extension> ordered =
        fixed.values().stream()
            .sorted(Comparator.comparingInt(extension -> extension.type().value()))
            .toList();
    Extensions.of(ordered).encodeTo(out);
    return out.toBytes();
  }

  private static void requireNoEarlyData(ClientHello second) throws ProtocolViolation {
    // "Removing the early_data extension ... Early data is not permitted after a
    // HelloRetryRequest."
    if (second.extensions().contains(ExtensionType.EARLY_DATA)) {
      throw ProtocolViolation.illegalParameter(
          SECTION, "ClientHello.early_data: present after a HelloRetryRequest");
    }
  }

  private static void requireSameExtensions(Extensions first, Extensions second)
      throws ProtocolViolation {
    Map<ExtensionType, Extension> before = fixed(first);
    Map<ExtensionType, Extension> after = fixed(second);
    Set<Integer> types = new TreeSet<>();
    before.keySet().forEach(type -> types.add(type.value()));
    after.keySet().forEach(type -> types.add(type.value()));
    for (int value : types) {
      ExtensionType type = new ExtensionType(value);
      if (!Objects.equals(before.get(type), after.get(type))) {
        throw ProtocolViolation.illegalParameter(
            SECTION, "ClientHello.%s: changed after a HelloRetryRequest".formatted(type));
      }
    }
  }

  private static Map<ExtensionType, Extension> fixed(Extensions extensions) {
    Map<ExtensionType, Extension> fixed = new HashMap<>();
    for (Extension extension : extensions.list()) {
      if (!(extension instanceof UnknownExtension) && !MAY_CHANGE.contains(extension.type())) {
        fixed.put(extension.type(), extension);
      }
    }
    return fixed;
  }

  private static void requireSame(String field, Object first, Object second)
      throws ProtocolViolation {
    if (!first.equals(second)) {
      throw ProtocolViolation.illegalParameter(
          SECTION,
          "ClientHello.%s: %s after a HelloRetryRequest, was %s".formatted(field, second, first));
    }
  }
}
