package dev.clasp.tls.conformance.tlsfuzzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.run.Progress;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.RunSettings;
import dev.clasp.tls.conformance.run.Selection;
import dev.clasp.tls.conformance.run.SuiteRun;
import dev.clasp.tls.conformance.run.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs our suites in place of a script, and prints what the script would. */
public final class ScriptRun {
  private static final String RULE = "=".repeat(20);

  private final List<ConversationFile> files;
  private final ScriptIndex index;
  private final RunCertificates certificates;
  private final long seed;
  private final PrintWriter out;

  /** By host and port: a server is probed once. */
  private final Map<String, Capabilities> probed = new HashMap<>();

  public ScriptRun(
      List<ConversationFile> files,
      ScriptIndex index,
      RunCertificates certificates,
      long seed,
      PrintWriter out) {
    this.files = List.copyOf(files);
    this.index = index;
    this.certificates = certificates;
    this.seed = seed;
    this.out = out;
  }

  ScriptIndex index() {
    return index;
  }

  /** The server at this port may be another one than before. */
  void forgetServers() {
    probed.clear();
  }

  /**
   * Runs one script; nothing for a script that is not ported.
   *
   * @throws IOException when the server cannot be reached
   */
  public Tally run(String script, ScriptArguments arguments) throws IOException, FormatException {
    List<String> suites = index.suites(script);
    if (suites.isEmpty()) {
      return Tally.NONE;
    }
    RunReport report = report(suites, arguments);
    Tally tally = Tally.NONE;
    Map<String, String> failed = new LinkedHashMap<>();
    Map<String, String> passed = new LinkedHashMap<>();
    for (Result result : report.results()) {
      out.println(result.id() + " ...");
      Tally one = judge(result, arguments);
      if (one.fail() > 0) {
        failed.put(result.id(), result.judgement().found());
      }
      if (one.xpass() > 0) {
        passed.put(result.id(), "");
      }
      tally = tally.plus(one);
    }
    arguments.ignored().forEach(option -> out.println("option without effect here: " + option));
    summary(tally, failed, passed);
    return tally;
  }

  private Tally judge(Result result, ScriptArguments arguments) {
    String found = result.judgement().found();
    boolean named =
        arguments.only().isEmpty() || arguments.only().stream().anyMatch(n -> is(n, result));
    if (!named || arguments.excluded().stream().anyMatch(name -> is(name, result))) {
      out.println("skipped\n");
      return new Tally(1, 0, 0, 0, 0);
    }
    if (result.verdict() == Verdict.SKIP) {
      out.printf("skipped: %s%n%n", found);
      return new Tally(1, 0, 0, 0, 0);
    }
    Optional<Map.Entry<String, Optional<String>>> expected =
        arguments.expectedFailures().entrySet().stream()
            .filter(entry -> is(entry.getKey(), result))
            .findFirst();
    boolean failed = result.fails(true) || result.verdict() == Verdict.INCONCLUSIVE;
    if (failed
        && expected.isPresent()
        && expected.get().getValue().stream().allMatch(found::contains)) {
      out.println("OK-expected failure\n");
      return new Tally(0, 0, 1, 0, 0);
    }
    if (failed) {
      out.printf(
          "%s: expected %s, found %s%n%n", result.verdict(), result.judgement().expected(), found);
      return new Tally(0, 0, 0, 1, 0);
    }
    if (expected.isPresent()) {
      out.println("XPASS-expected failure but test passed\n");
      return new Tally(0, 0, 0, 0, 1);
    }
    out.println("OK\n");
    return new Tally(0, 1, 0, 0, 0);
  }

  /** A name is one of ours: the id with or without its suite and cell, or the title. */
  private static boolean is(String name, Result result) {
    String id = result.id();
    String plain = id.replaceFirst("^[^:]*:", "");
    return name.equals(id)
        || name.equals(plain)
        || name.equals(plain.replaceFirst("\\[.*$", ""))
        || name.equals(result.title());
  }

  private RunReport report(List<String> suites, ScriptArguments arguments)
      throws IOException, FormatException {
    List<ConversationFile> chosen =
        files.stream().filter(file -> suites.contains(file.suite()) || isSanity(file)).toList();
    String server = arguments.host() + ":" + arguments.port();
    TargetProfile unknown = TargetProfile.unknown(server, ConversationFile.TargetRole.SERVER);
    Capabilities known = probed.getOrDefault(server, unknown.capabilities());
    TargetProfile profile = unknown.with(restricted(known, arguments.cipher()));
    RunSettings settings =
        new RunSettings(
            seed,
            arguments.count().filter(count -> count == 0).isPresent()
                ? RunSettings.Size.FULL
                : RunSettings.Size.DEFAULT,
            OptionalInt.of(1),
            Duration.ofSeconds(60),
            new Selection(
                suites.stream().map(suite -> suite + ":*").toList(), List.of(), Optional.empty()));
    RunReport report =
        new SuiteRun(
                chosen,
                Sources.running(profile, arguments.host(), arguments.port()),
                certificates,
                settings,
                Progress.NONE)
            .run();
    if (arguments.cipher().isEmpty()) {
      probed.put(server, report.capabilities());
    }
    int most = arguments.count().filter(count -> count > 0).orElse(Integer.MAX_VALUE);
    return most >= report.results().size()
        ? report
        : report.withResults(report.results().subList(0, most));
  }

  private static boolean isSanity(ConversationFile file) {
    return file.conversations().stream().anyMatch(each -> each.kind() == Conversation.Kind.SANITY);
  }

  /** {@code -C}: only this suite, in the version it belongs to. */
  private static Capabilities restricted(Capabilities all, Optional<String> cipher) {
    if (cipher.isEmpty()) {
      return all;
    }
    ArrayNode one = JsonNodeFactory.instance.arrayNode().add(cipher.get());
    Map<String, JsonNode> values = new HashMap<>(all.values());
    boolean tls13 = !cipher.get().contains("_WITH_");
    values.put(tls13 ? "ciphers.tls13" : "ciphers.tls12", one);
    return new Capabilities(values);
  }

  private void summary(Tally tally, Map<String, String> failed, Map<String, String> passed) {
    out.println("Test end");
    out.println(RULE);
    out.println("version: clasp");
    out.println(RULE);
    out.println("TOTAL: " + tally.total());
    out.println("SKIP: " + tally.skip());
    out.println("PASS: " + tally.pass());
    out.println("XFAIL: " + tally.xfail());
    out.println("FAIL: " + tally.fail());
    out.println("XPASS: " + tally.xpass());
    out.println(RULE);
    names("XPASSED", passed);
    names("FAILED", failed);
    out.flush();
  }

  private void names(String heading, Map<String, String> named) {
    if (!named.isEmpty()) {
      out.println(heading + ":");
      named.keySet().forEach(name -> out.println("\t'" + name + "'"));
    }
  }
}
