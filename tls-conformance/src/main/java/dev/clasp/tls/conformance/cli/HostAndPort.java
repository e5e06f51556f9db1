package dev.clasp.tls.conformance.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A server's address as it is typed: {@code host:443}, {@code 127.0.0.1:443}, {@code [::1]:443}.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  static final class Converter implements ITypeConverter<HostAndPort> {
    @Override
    public HostAndPort convert(String text) {
      int colon = text.lastIndexOf(':');
      if (colon <= 0) {
        throw new TypeConversionException("'%s' is not HOST:PORT".formatted(text));
      }
      return new HostAndPort(
          host(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static String host(String text, String host) {
      if (host.startsWith("[") && host.endsWith("]")) {
        return host.substring(1, host.length() - 1);
      }
      if (host.contains(":")) {
        throw new TypeConversionException(
            "'%s' is not HOST:PORT; an IPv6 address needs brackets, such as [::1]:443"
                .formatted(text));
      }
      return host;
    }

    private static int port(String text, String port) {
      // Five digits at most: anything longer is no port, and would not fit an int.
      int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
      if (number < 1 || number > 65535) {
        throw new TypeConversionException(
            "'%s' is not HOST:PORT; a port is a number from 1 to 65535".formatted(text));
      }
      return number;
    }
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
