package dev.clasp.tls.conformance.expand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.protocol.AlertDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a {@code verdict} whose names are replaced. */
final class PolicyReader {
  private PolicyReader() {}

  static VerdictPolicy read(ObjectNode verdict, Location location) throws FormatException {
    return new VerdictPolicy(
        VerdictPolicy.Expected.valueOf(constant(verdict, "outcome", "accept")),
        VerdictPolicy.Level.valueOf(constant(verdict, "level", "must")),
        alerts(verdict.path("alerts").path("strict"), location),
        alerts(verdict.path("alerts").path("lenient"), location),
        VerdictPolicy.CloseWithoutAlert.valueOf(
            constant(verdict, "close_without_alert", "lenient")),
        verdict.path("why").asText(),
        verdict.path("disputed").asText());
  }

  private static String constant(ObjectNode verdict, String field, String absent) {
    return verdict.path(field).asText(absent).toUpperCase(Locale.ROOT);
  }

  private static List<AlertDescription> alerts(JsonNode names, Location location)
      throws FormatException {
    List<AlertDescription> alerts = new ArrayList<>();
    for (JsonNode name : names) {
      alerts.add(
          name.isInt()
              ? new AlertDescription(name.asInt())
              : AlertDescription.byName(name.asText())
                  .orElseThrow(
                      () ->
                          new FormatException(location, "verdict.alerts: unknown alert " + name)));
    }
    return alerts;
  }
}
