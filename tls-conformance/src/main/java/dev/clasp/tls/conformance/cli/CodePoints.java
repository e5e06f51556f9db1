package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.SuiteParameters;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads code points by the names IANA gives them, upper or lower case. */
final class CodePoints {
  private CodePoints() {}

  private static <T> T byName(String text, String what, List<T> usable) {
    return usable.stream()
        .filter(value -> value.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no %s to use here; there are %s"
                        .formatted(
                            text,
                            what,
                            usable.stream().map(T::toString).collect(Collectors.joining(", ")))));
  }

  /** {@code 1.2}, {@code 1.3}, or {@code TLSv1.2}. */
  static final class Version implements ITypeConverter<ProtocolVersion> {
    @Override
    public ProtocolVersion convert(String text) {
      String name = text.startsWith("1.") ? "TLSv" + text : text;
      return byName(name, "version", NegotiationOptions.VERSIONS);
    }
  }

  static final class Suite implements ITypeConverter<SuiteParameters> {
    @Override
    public SuiteParameters convert(String text) {
      // Those of TLS 1.2 are too many to list.
      return Stream.of(Suite12.values())
          .filter(suite -> suite.toString().equalsIgnoreCase(text))
          .map(SuiteParameters.class::cast)
          .findFirst()
          .orElseGet(
              () -> byName(text, "cipher suite", List.<SuiteParameters>of(Suite13.values())));
    }
  }

  static final class Group implements ITypeConverter<NamedGroup> {
    @Override
    public NamedGroup convert(String text) {
      return byName(text, "group", NegotiationOptions.GROUPS);
    }
  }

  static final class Scheme implements ITypeConverter<SignatureScheme> {
    @Override
    public SignatureScheme convert(String text) {
      return byName(text, "signature scheme", NegotiationOptions.SCHEMES);
    }
  }
}
