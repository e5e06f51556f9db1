package dev.clasp.tls.conformance.explain;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.explain.field.Field;
import java.util.Locale;

/** A story for machines. */
public final class StoryJson {
  private StoryJson() {}

  /** Writes the story into {@code node}. */
  public static void write(Story story, ObjectNode node) {
    node.put("server", story.server());
    node.put("version", story.version());
    node.put("kind", story.kind());
    node.put("outcome", story.failure().isPresent() ? "failed" : "passed");
    story
        .failure()
        .ifPresent(
            failure -> {
              ObjectNode target = node.putObject("failure");
              target.put("step", failure.step());
              target.put("endedBy", failure.blamed().toString());
              target.put("reason", failure.reason());
              target.put("clause", failure.clause());
              target.put("help", failure.help());
            });
    ObjectNode facts = node.putObject("negotiated");
    story.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
    ArrayNode parts = node.putArray("parts");
    for (Story.Part part : story.parts()) {
      if (part instanceof Story.Flight flight) {
        flight(flight, parts.addObject());
      } else if (part instanceof Story.Keys keys) {
        keys(keys, parts.addObject());
      } else {
        Story.Milestone milestone = (Story.Milestone) part;
        parts.addObject().put("milestone", milestone.title()).put("text", milestone.text());
      }
    }
    ArrayNode steps = node.putArray("classicSteps");
    story.steps().forEach(step -> step(step, steps.addObject()));
  }

  private static void flight(Story.Flight flight, ObjectNode node) {
    node.put("flight", flight.number());
    node.put("continued", flight.continued());
    node.put("from", flight.from().toString());
    node.put("wireBytes", flight.wireBytes());
    ArrayNode messages = node.putArray("messages");
    flight.messages().forEach(message -> message(message, messages.addObject()));
  }

  private static void message(Story.Told told, ObjectNode node) {
    node.put("id", told.id());
    node.put("name", told.name());
    node.put("summary", told.summary());
    node.put("meaning", told.meaning());
    node.put("clause", told.clause());
    node.put("failed", told.failed());
    told.protection().ifPresent(keys -> node.put("protection", keys));
    ArrayNode steps = node.putArray("classicSteps");
    told.steps().forEach(steps::add);
    node.put("bytes", told.content().toHex());
    ArrayNode fields = node.putArray("fields");
    told.fields().forEach(field -> field(field, fields.addObject()));
    ArrayNode records = node.putArray("records");
    for (Story.WireRecord record : told.records()) {
      ObjectNode target = records.addObject();
      target.put("header", record.words());
      target.put("bytes", record.bytes().toHex());
      ArrayNode recordFields = target.putArray("fields");
      record.fields().forEach(field -> field(field, recordFields.addObject()));
    }
    ArrayNode checks = node.putArray("checks");
    told.checks().forEach(check -> check(check, checks.addObject()));
  }

  private static void field(Field field, ObjectNode node) {
    node.put("path", field.path());
    node.put("offset", field.offset());
    node.put("prefixLength", field.prefixLength());
    node.put("bytes", field.bytes().toHex());
    node.put("name", field.name());
    node.put("depth", field.depth());
    node.put("group", field.group());
    node.put("words", field.words());
    node.put("meaning", field.meaning());
    node.put("clause", field.clause());
  }

  private static void check(Story.Check check, ObjectNode node) {
    node.put("rule", check.rule());
    node.put("evidence", check.evidence());
    node.put("clause", check.clause());
    node.put("held", check.held());
  }

  private static void keys(Story.Keys keys, ObjectNode node) {
    node.put("keys", keys.title());
    node.put("why", keys.why());
    ArrayNode derivations = node.putArray("derivations");
    for (Story.Derivation derivation : keys.derivations()) {
      ObjectNode target = derivations.addObject();
      target.put("name", derivation.name());
      target.put("formula", derivation.formula());
      target.put("use", derivation.use());
      target.put("clause", derivation.clause());
      derivation.context().ifPresent(hash -> target.put("transcriptHash", hash.toHex()));
      derivation.value().ifPresent(value -> target.put("value", value));
    }
    ArrayNode checks = node.putArray("checks");
    keys.checks().forEach(check -> check(check, checks.addObject()));
  }

  private static void step(Story.ClassicStep step, ObjectNode node) {
    node.put("number", step.number());
    node.put("title", step.title());
    node.put("fate", step.fate().name().toLowerCase(Locale.ROOT));
    node.put("text", step.text());
    ArrayNode messages = node.putArray("messages");
    step.messages().forEach(messages::add);
  }
}
