package dev.clasp.tls.conformance.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The suites of {@code ciphers.tls12} that have a property. */
final class Suites12 {
  static final String ALL = "ciphers.tls12";

  private static final Map<String, Predicate<Suite12>> SELECTIONS =
      Map.of(
          ALL + ".ecdhe", suite -> has(suite, KeyExchange12.Share.ECDHE),
          ALL + ".ecdhe_ecdsa", suite -> suite.keyExchange() == KeyExchange12.ECDHE_ECDSA,
          ALL + ".ecdhe_rsa", suite -> suite.keyExchange() == KeyExchange12.ECDHE_RSA,
          ALL + ".aead", suite -> !(suite.protection() instanceof Protection12.Cbc),
          ALL + ".cbc_ecdsa",
              suite ->
                  suite.keyExchange() == KeyExchange12.ECDHE_ECDSA
                      && suite.protection() instanceof Protection12.Cbc,
          ALL + ".dhe", suite -> has(suite, KeyExchange12.Share.DHE),
          ALL + ".rsa", suite -> has(suite, KeyExchange12.Share.RSA_ENCRYPTION),
          ALL + ".cbc", suite -> suite.protection() instanceof Protection12.Cbc);

  private Suites12() {}

  private static boolean has(Suite12 suite, KeyExchange12.Share share) {
    return suite.keyExchange().share() == share && !suite.keyExchange().usesPsk();
  }

  /** Whether the name is one of these selections. */
  static boolean selects(String name) {
    return SELECTIONS.containsKey(name);
  }

  static JsonNode select(String name, JsonNode all) {
    Predicate<Suite12> wanted = Optional.ofNullable(SELECTIONS.get(name)).orElseThrow();
    ArrayNode selected = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : all) {
      Stream.of(Suite12.values())
          .filter(suite -> suite.codePoint().toString().equals(each.asText()))
          .filter(wanted)
          .forEach(suite -> selected.add(each.asText()));
    }
    return selected;
  }
}
