package dev.clasp.tls.x509.path;

import dev.clasp.tls.crypto.Bytes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lists of logs that browsers publish: {@code log_list.json}, version 3 of the schema.
 *
 * <p>Logs that are usable, qualified or read-only count; one that is retired counts for promises
 * made before; one that is pending, rejected or in no state does not. Logs of either kind, {@code
 * logs} and {@code tiled_logs}, count alike.
 */
public final class LogList {
  private LogList() {}

  /**
   * The logs that count, in the list's order.
   *
   * @throws IllegalArgumentException when it is no such list, with the field
   */
  public static List<TransparencyLog> parse(String json) {
    List<TransparencyLog> logs = new ArrayList<>();
    for (Object each : list(object(JsonReader.read(json), "log list"), "operators")) {
      Map<?, ?> operator = object(each, "operators");
      String name = string(operator, "name");
      for (String kind : List.of("logs", "tiled_logs")) {
        if (operator.containsKey(kind)) {
          list(operator, kind).forEach(log -> log(name, object(log, kind)).ifPresent(logs::add));
        }
      }
    }
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("log list: no log that counts");
    }
    return List.copyOf(logs);
  }

  private static Optional<TransparencyLog> log(String operator, Map<?, ?> log) {
    Bytes key = key(string(log, "key"));
    if (!log.containsKey("state")) {
      return Optional.empty();
    }
    Map<?, ?> state = object(log.get("state"), "state");
    if (state.containsKey("usable")
        || state.containsKey("qualified")
        || state.containsKey("readonly")) {
      return Optional.of(TransparencyLog.inUse(operator, key));
    }
    if (state.containsKey("retired")) {
      Map<?, ?> retired = object(state.get("retired"), "state.retired");
      return Optional.of(new TransparencyLog(operator, key, time(string(retired, "timestamp"))));
    }
    return Optional.empty();
  }

  private static Bytes key(String base64) {
    try {
      return Bytes.copyOf(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("key: not base64", e);
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("timestamp: " + text, e);
    }
  }

  private static Map<?, ?> object(Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(field + ": expected an object");
  }

  private static List<?> list(Map<?, ?> object, String field) {
    if (object.get(field) instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException(field + ": expected an array");
  }

  private static String string(Map<?, ?> object, String field) {
    if (object.get(field) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(field + ": expected a string");
  }
}
