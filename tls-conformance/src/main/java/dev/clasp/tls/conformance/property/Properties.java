package dev.clasp.tls.conformance.property;

import java.util.List;
import java.util.stream.Stream;

/** Every property there is. */
final class Properties {
  private Properties() {}

  static List<Property> all() {
    return Stream.of(
            ServerProperties13.all(),
            ServerForgeries13.all(),
            ServerProperties12.all(),
            ClientProperties13.all())
        .flatMap(List::stream)
        .toList();
  }
}
