package dev.clasp.tls.conformance.node;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Names of code points as conversations write them.
 *
 * <p>The IANA names of the protocol module, without regard to case, and the names of what TLS 1.3
 * only refuses or never sees but a conversation may send.
 */
final class Registry {
  static final int HEARTBEAT = 24; // ContentType of RFC 6520

  static final Registry VERSIONS =
      of("version", ProtocolVersion.known(), ProtocolVersion::value, Map.of());

  static final Registry SUITES =
      of(
          "cipher suite",
          CipherSuite.known(),
          CipherSuite::value,
          Map.of("TLS_NULL_WITH_NULL_NULL", 0x0000));

  static final Registry GROUPS = of("group", NamedGroup.known(), NamedGroup::value, Map.of());

  static final Registry SCHEMES =
      of("signature scheme", SignatureScheme.known(), SignatureScheme::value, Map.of());

  static final Registry EXTENSIONS =
      of(
          "extension",
          ExtensionType.known(),
          ExtensionType::value,
          // The second is the name of RFC 7627, which RFC 9846 renames.
          Map.of("status_request_v2", 17, "extended_master_secret", 23));

  static final Registry ALERTS =
      of("alert", AlertDescription.known(), AlertDescription::value, Map.of());

  static final Registry ALERT_LEVELS =
      of("alert level", List.of(), ignored -> 0, Map.of("warning", 1, "fatal", 2));

  static final Registry CONTENT_TYPES =
      of(
          "content type",
          Arrays.asList(ContentType.values()),
          ContentType::value,
          Map.of("heartbeat", Registry.HEARTBEAT));

  static final Registry KEY_UPDATES =
      of(
          "KeyUpdateRequest",
          List.of(),
          ignored -> 0,
          Map.of("update_not_requested", 0, "update_requested", 1));

  static final Registry HEARTBEATS =
      of(
          "HeartbeatMessageType",
          List.of(),
          ignored -> 0,
          Map.of("heartbeat_request", 1, "heartbeat_response", 2));

  static final Registry COMPRESSIONS =
      of(
          "CertificateCompressionAlgorithm",
          List.of(),
          ignored -> 0,
          Map.of("zlib", 1, "brotli", 2, "zstd", 3));

  static final Registry CERTIFICATE_TYPES =
      of(
          "ClientCertificateType",
          List.of(),
          ignored -> 0,
          Map.of("rsa_sign", 1, "dss_sign", 2, "rsa_fixed_dh", 3, "ecdsa_sign", 64));

  static final Registry PSK_MODES =
      of("PskKeyExchangeMode", List.of(), ignored -> 0, Map.of("psk_ke", 0, "psk_dhe_ke", 1));

  /** For numbers that have no names. */
  static final Registry NUMBERS = of("number", List.of(), ignored -> 0, Map.of());

  private final String kind;
  private final Map<String, Integer> values;

  private Registry(String kind, Map<String, Integer> values) {
    this.kind = kind;
    this.values = values;
  }

  private static <T> Registry of(
      String kind, List<T> known, ToIntFunction<T> value, Map<String, Integer> more) {
    Map<String, Integer> values = new HashMap<>();
    Function<Object, String> key = name -> name.toString().toLowerCase(Locale.ROOT);
    known.forEach(each -> values.put(key.apply(each), value.applyAsInt(each)));
    more.forEach((name, number) -> values.put(key.apply(name), number));
    return new Registry(kind, Map.copyOf(values));
  }

  /** What the names are of, for errors. */
  String kind() {
    return kind;
  }

  Optional<Integer> find(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }
}
