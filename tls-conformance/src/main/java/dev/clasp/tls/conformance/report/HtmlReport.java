package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code report.html}: one self-contained page, readable without scripts. */
public final class HtmlReport {
  private static final String TEMPLATE = "report.ftlh";

  /** Octets of a capture that the page carries; larger ones are only beside it. */
  private static final int LARGEST_ATTACHMENT = 1 << 16;

  private final RunReport report;
  private final Clauses clauses;
  private final Replays replays;

  HtmlReport(RunReport report, Clauses clauses, Replays replays) {
    this.report = report;
    this.clauses = clauses;
    this.replays = replays;
  }

  /** The whole page. */
  public String html() {
    return HtmlTemplate.render(TEMPLATE, model());
  }

  private Map<String, Object> model() {
    Map<String, Object> model = new HashMap<>();
    model.put("target", report.target());
    model.put("started", report.started().truncatedTo(ChronoUnit.SECONDS).toString());
    model.put("seconds", String.format(Locale.ROOT, "%.1f", report.milliseconds() / 1000.0));
    model.put("seed", String.valueOf(report.seed()));
    model.put("strict", report.strict());
    model.put("notes", report.notes());
    model.put("total", report.results().size());
    Map<String, Long> totals = new LinkedHashMap<>();
    for (Sections.Kind kind : Sections.Kind.values()) {
      long count =
          report.results().stream().filter(each -> kind.holds(each, report.strict())).count();
      totals.put(name(kind), count);
    }
    model.put("totals", totals);
    model.put("verdicts", verdicts());
    model.put("capabilities", capabilities());
    List<Map<String, Object>> sections = new ArrayList<>();
    List<Sections.Section> all = Sections.of(report, clauses);
    for (int i = 0; i < all.size(); i++) {
      sections.add(section(all.get(i), "s" + i));
    }
    model.put("sections", sections);
    return model;
  }

  private List<Map<String, Object>> verdicts() {
    List<Map<String, Object>> verdicts = new ArrayList<>();
    report
        .counts()
        .forEach(
            (verdict, count) ->
                verdicts.add(
                    Map.of("name", verdict.name(), "count", count, "meaning", verdict.meaning())));
    return verdicts;
  }

  private List<Map<String, Object>> capabilities() {
    List<Map<String, Object>> capabilities = new ArrayList<>();
    report
        .capabilities()
        .values()
        .forEach(
            (name, value) ->
                capabilities.add(
                    Map.of(
                        "name",
                        name,
                        "value",
                        value.isArray()
                            ? String.join(", ", report.capabilities().members(name))
                            : value.asText())));
    return capabilities;
  }

  private Map<String, Object> section(Sections.Section section, String anchor) {
    Map<String, Object> model = new HashMap<>();
    model.put("name", section.name());
    model.put("title", section.title());
    model.put("anchor", anchor);
    for (Sections.Kind kind : Sections.Kind.values()) {
      model.put(name(kind), section.count(report, kind));
    }
    model.put("results", section.results().stream().map(this::result).toList());
    return model;
  }

  private Map<String, Object> result(Result result) {
    Map<String, Object> model = new HashMap<>();
    Sections.Kind kind = Sections.Kind.of(result, report.strict());
    model.put("id", result.id());
    model.put("title", result.title());
    model.put("verdict", result.verdict().name());
    model.put("kind", name(kind));
    model.put("level", result.policy().level().name());
    model.put("expected", result.judgement().expected());
    model.put("found", result.judgement().found());
    model.put("why", result.policy().why());
    model.put("disputed", result.policy().disputed());
    model.put("milliseconds", result.milliseconds());
    model.put("clauses", result.requirements().stream().map(this::clause).toList());
    boolean ran = result.verdict() != Verdict.SKIP && !result.events().isEmpty();
    model.put("replay", ran ? replays.of(result) : "");
    attachments(model, result);
    boolean interesting = kind != Sections.Kind.PASSED || result.verdict() != Verdict.PASS;
    model.put("events", result.events().stream().map(event -> event(event, interesting)).toList());
    return model;
  }

  /** Files in the page itself, so that it can be sent around alone. */
  private static void attachments(Map<String, Object> model, Result result) {
    Map<String, String> attached = new LinkedHashMap<>();
    result
        .evidence()
        .capture()
        .map(Pcapng::of)
        .filter(file -> file.length <= LARGEST_ATTACHMENT)
        .ifPresent(file -> attached.put(".pcapng", base64(file)));
    result
        .evidence()
        .conversation()
        .ifPresent(file -> attached.put(".json", base64(file.getBytes(StandardCharsets.UTF_8))));
    model.put("attachments", attached);
    model.put("file", Replays.fileName(result));
  }

  private static String base64(byte[] file) {
    return Base64.getEncoder().encodeToString(file);
  }

  private Map<String, Object> clause(String id) {
    return Map.of(
        "id", id,
        "section", Clauses.section(id),
        "level", clauses.find(id).map(Clauses.Clause::level).orElse(""),
        "quote", clauses.find(id).map(Clauses.Clause::quote).orElse(""));
  }

  /** Fields are shown where something is to be looked into; a page of them all would be huge. */
  private static Map<String, Object> event(Exchange.Event event, boolean withFields) {
    return Map.of(
        "at", event.milliseconds(),
        "side", event.side().name().toLowerCase(Locale.ROOT),
        "what", event.what(),
        "octets", event.bytes().size(),
        "fields", withFields ? Decoded.lines(event) : List.of());
  }

  private static String name(Sections.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
