package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.SignatureScheme;
import dev.clasp.tls.protocol.Suite13;
import java.util.List;
import java.util.stream.Collectors;
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

  static final class Suite implements ITypeConverter<Suite13> {
    @Override
    public Suite13 convert(String text) {
      return byName(text, "cipher suite", NegotiationOptions.SUITES);
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
