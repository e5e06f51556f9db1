package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.ExternalPsk;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code IDENTITY:HEX}, or {@code IDENTITY:HEX:sha384} for suites with SHA-384. */
final class PskConverter implements ITypeConverter<ExternalPsk> {
  @Override
  public ExternalPsk convert(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new TypeConversionException(
          "expected IDENTITY:HEX, with :sha384 behind it for suites with that hash");
    }
    try {
      return new ExternalPsk(
          Bytes.copyOf(parts[0].getBytes(StandardCharsets.UTF_8)),
          Secret.copyOf(Bytes.fromHex(parts[1])),
          hash(parts.length == 3 ? parts[2] : "sha256"));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "the key of '%s' is not hexadecimal, or a part is empty".formatted(parts[0]));
    }
  }

  private static HashAlgorithm hash(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "sha256" -> HashAlgorithm.SHA256;
      case "sha384" -> HashAlgorithm.SHA384;
      default ->
          throw new TypeConversionException(
              "'%s' is no hash of TLS 1.3; there are sha256, sha384".formatted(name));
    };
  }
}
