package dev.clasp.tls.conformance.explain.field;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of fields as people say them. */
final class Words {
  /** What a field's content means, by the field's name. */
  private static final Map<String, Function<Bytes, String>> KINDS =
      Map.ofEntries(
          Map.entry("msg_type", Words::handshakeType),
          Map.entry("length", content -> bytes(number(content)) + " follow"),
          Map.entry("legacy_version", Words::version),
          Map.entry("server_version", Words::version),
          Map.entry("client_version", Words::version),
          Map.entry("version", Words::version),
          Map.entry("selected_version", Words::version),
          Map.entry("random", Words::random),
          Map.entry("legacy_session_id", Words::sessionId),
          Map.entry("legacy_session_id_echo", Words::sessionId),
          Map.entry("cipher_suite", content -> new CipherSuite(number(content)).toString()),
          Map.entry("legacy_compression_methods", Words::compression),
          Map.entry("legacy_compression_method", Words::compression),
          Map.entry("extension_type", content -> new ExtensionType(number(content)).toString()),
          Map.entry("named_group", Words::group),
          Map.entry("group", Words::group),
          Map.entry("selected_group", Words::group),
          Map.entry("namedcurve", Words::group),
          Map.entry("curve_type", content -> code(content, Map.of(3, "named_curve"))),
          Map.entry("signature_scheme", Words::scheme),
          Map.entry("algorithm", Words::scheme),
          Map.entry("certificate_type", Words::certificateType),
          Map.entry("name_type", content -> code(content, Map.of(0, "host_name"))),
          Map.entry("name", Words::text),
          Map.entry("protocol_name", Words::text),
          Map.entry("ke_mode", content -> code(content, Map.of(0, "psk_ke", 1, "psk_dhe_ke"))),
          Map.entry("status_type", content -> code(content, Map.of(1, "ocsp"))),
          Map.entry("ec_point_format", content -> code(content, Map.of(0, "uncompressed"))),
          Map.entry("level", content -> code(content, Map.of(1, "warning", 2, "fatal"))),
          Map.entry("description", content -> new AlertDescription(number(content)).toString()),
          Map.entry("data", Words::text),
          Map.entry(
              "request_update",
              content -> code(content, Map.of(0, "not requested", 1, "requested"))),
          Map.entry("ticket_lifetime", Words::lifetime),
          Map.entry("ticket_lifetime_hint", Words::lifetime),
          Map.entry("ticket_age_add", content -> "%d ms".formatted(unsigned(content))),
          Map.entry("obfuscated_ticket_age", content -> "%d ms".formatted(unsigned(content))),
          Map.entry("selected_identity", content -> "number %d".formatted(number(content))),
          Map.entry("max_early_data_size", content -> bytes(unsigned(content))),
          Map.entry("record_size_limit", content -> bytes(number(content))),
          Map.entry("cert_data", Words::certificate),
          Map.entry("certificate", Words::certificate),
          Map.entry("new_session_count", content -> String.valueOf(number(content))),
          Map.entry("resumption_count", content -> String.valueOf(number(content))),
          Map.entry("expected_count", content -> String.valueOf(number(content))));

  private final String message;

  /**
   * @param message the name of the message whose fields are put into words
   */
  Words(String message) {
    this.message = message;
  }

  /** The content of a field that has none inside. */
  String of(String path, Bytes content) {
    String name = MessageFields.lastName(path);
    if (name.equals("random") && message.equals("HelloRetryRequest")) {
      return "SHA-256 of “HelloRetryRequest”: not random, a mark";
    }
    if (path.equals("record.type")) {
      return ContentType.of(number(content)).map(ContentType::toString).orElse("unknown")
          + " (%d)".formatted(number(content));
    }
    Function<Bytes, String> kind = KINDS.get(name);
    if (kind == null || (content.isEmpty() && !name.startsWith("legacy_session_id"))) {
      return content.isEmpty() ? "empty" : bytes(content.size());
    }
    return kind.apply(content);
  }

  /** A field that holds others. */
  String ofGroup(String path, int length, int entries) {
    String name = MessageFields.lastName(path);
    // Type and content count as two fields, and are one extension.
    int count = name.equals("extensions") ? entries / 2 : entries;
    return count > 1 && (name.endsWith("s") || name.endsWith("list"))
        ? "%d entries in %s".formatted(count, bytes(length))
        : bytes(length);
  }

  private static String handshakeType(Bytes content) {
    return HandshakeType.of(number(content)).map(HandshakeType::toString).orElse("unknown")
        + " (%d)".formatted(number(content));
  }

  private static String version(Bytes content) {
    return new ProtocolVersion(number(content)).toString();
  }

  private static String group(Bytes content) {
    return new NamedGroup(number(content)).toString();
  }

  private static String scheme(Bytes content) {
    return new SignatureScheme(number(content)).toString();
  }

  private static String random(Bytes content) {
    Random random = new Random(content);
    if (random.equals(Random.HELLO_RETRY_REQUEST)) {
      return "SHA-256 of “HelloRetryRequest”: not random, a mark";
    }
    if (random.marksDowngradeToTls12() || random.marksDowngradeToTls11OrBelow()) {
      return "24 random bytes, then “DOWNGRD”: this server could have spoken a newer version";
    }
    return "32 random bytes";
  }

  private static String sessionId(Bytes content) {
    return content.isEmpty() ? "empty" : bytes(content.size());
  }

  private static String compression(Bytes content) {
    return content.equals(Bytes.of(0)) ? "null: no compression" : content.toHex();
  }

  private static String certificateType(Bytes content) {
    return code(content, Map.of(1, "rsa_sign", 2, "dss_sign", 64, "ecdsa_sign"));
  }

  private static String text(Bytes content) {
    String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
    boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    return printable ? "“" + text + "”" : bytes(content.size());
  }

  private static String lifetime(Bytes content) {
    Duration lifetime = Duration.ofSeconds(unsigned(content));
    long days = lifetime.toDays();
    long hours = lifetime.toHours();
    return "%d s".formatted(lifetime.toSeconds())
        + (days > 1 ? ": %d days".formatted(days) : hours > 1 ? ": %d hours".formatted(hours) : "");
  }

  private static String certificate(Bytes content) {
    try {
      Certificate certificate = Certificate.parse(content);
      return "X.509 certificate of %s, issued by %s, %s, valid %s to %s"
          .formatted(
              certificate.subject().toString().isEmpty() ? "(no name)" : certificate.subject(),
              certificate.issuer(),
              certificate.publicKey().map(key -> key.kind() + " key").orElse("unknown key"),
              certificate.notBefore().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10),
              certificate.notAfter().truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10));
    } catch (DerException e) {
      return "%s that are no certificate: %s".formatted(bytes(content.size()), e.getMessage());
    }
  }

  private static String code(Bytes content, Map<Integer, String> names) {
    int number = number(content);
    return Optional.ofNullable(names.get(number)).orElse("unknown") + " (%d)".formatted(number);
  }

  private static String bytes(long count) {
    return count == 1 ? "1 byte" : count + " bytes";
  }

  private static int number(Bytes content) {
    return (int) unsigned(content);
  }

  private static long unsigned(Bytes content) {
    long value = 0;
    for (int i = 0; i < content.size(); i++) {
      value = value << 8 | content.get(i);
    }
    return value;
  }
}
