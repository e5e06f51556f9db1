package dev.clasp.tls.conformance.report;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.VerdictPolicy;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.conformance.peer.Exchange;
import dev.clasp.tls.conformance.run.Judgement;
import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import dev.clasp.tls.crypto.Bytes;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The same run, as JSON, JUnit XML, HTML and text. */
class ReportsTest {
  private static final RunReport REPORT =
      new RunReport(
          "a <server>",
          new Capabilities(Map.of("tls13", BooleanNode.TRUE)),
          42,
          false,
          2,
          Instant.parse("2026-11-23T12:00:00Z"),
          1500,
          List.of(
              result("suite-a:one", Verdict.PASS, "went on", List.of("RFC9846#section-4.2.2/1")),
              result(
                  "suite-a:two[x=<1>]",
                  Verdict.FAIL_ACCEPTED,
                  "application_data & more",
                  List.of("RFC9846#section-4.7.3/4")),
              result("suite-b:three", Verdict.SKIP, "needs tickets", List.of()),
              result("suite-b:four", Verdict.INCONCLUSIVE, "sanity failed", List.of())),
          List.of("a note"));

  private static Replays replays(String command) {
    return new Replays(command, Path.of("out"), REPORT.seed());
  }

  @Test
  void json() throws Exception {
    JsonNode root = new ObjectMapper().readTree(JsonReport.of(REPORT));

    assertAll(
        () -> assertEquals("clasp-report/1", root.path("format").asText()),
        () -> assertEquals(42, root.path("seed").asLong()),
        () -> assertEquals(1500, root.path("milliseconds").asLong()),
        () ->
            assertEquals(
                "{\"passed\":1,\"failed\":1,\"noted\":0,\"skipped\":1,\"inconclusive\":1}",
                root.path("totals").toString()),
        () -> assertEquals(4, root.path("results").size()),
        () -> assertEquals(1, root.path("verdicts").path("FAIL_ACCEPTED").asInt()));
    JsonNode failed = root.path("results").get(1);
    assertAll(
        () -> assertEquals("suite-a:two[x=<1>]", failed.path("id").asText()),
        () -> assertEquals("high", failed.path("severity").asText()),
        () -> assertTrue(failed.path("fails").asBoolean()),
        () -> assertEquals("suite-a:two@42[x=<1>]", failed.path("replay").asText()),
        () -> assertEquals("RFC9846#section-4.7.3/4", failed.path("requirements").get(0).asText()),
        () -> assertEquals("sent", failed.path("exchange").get(0).path("side").asText()));
  }

  @Test
  void junit() throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new ByteArrayInputStream(JunitReport.of(REPORT).getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();

    assertAll(
        () -> assertEquals("testsuites", root.getTagName()),
        () -> assertEquals("4", root.getAttribute("tests")),
        () -> assertEquals("1", root.getAttribute("failures")),
        () -> assertEquals("1", root.getAttribute("errors")),
        () -> assertEquals("1", root.getAttribute("skipped")),
        () -> assertEquals(2, root.getElementsByTagName("testsuite").getLength()),
        () -> assertEquals(4, root.getElementsByTagName("testcase").getLength()));
    Element failure = (Element) root.getElementsByTagName("failure").item(0);
    assertAll(
        () -> assertEquals("FAIL_ACCEPTED", failure.getAttribute("type")),
        () -> assertEquals("application_data & more", failure.getAttribute("message")),
        () -> assertEquals("two[x=<1>]", ((Element) failure.getParentNode()).getAttribute("name")));
  }

  @Test
  void html() {
    String page =
        new HtmlReport(REPORT, Clauses.shipped(), replays("clasp conform server x:1")).html();

    assertAll(
        () -> assertTrue(page.contains("TLS conformance: a &lt;server&gt;")),
        () -> assertFalse(page.contains("a <server>"), "text is escaped"),
        () -> assertTrue(page.contains("application_data &amp; more")),
        () -> assertTrue(page.contains("RFC 9846 §4.7.3")),
        () -> assertTrue(page.contains("prefers-color-scheme: dark")),
        () -> assertFalse(page.contains("<script"), "nothing needs a script"),
        () -> assertFalse(page.contains("http://") || page.contains("https://"), "self-contained"),
        () ->
            assertTrue(
                page.contains(
                    "clasp conform server x:1 --replay &#39;suite-a:two@42[x=&lt;1&gt;]&#39;")),
        () ->
            assertTrue(
                page.contains("request_update: 07") || page.contains("malformed: "),
                "the message is decoded"));
  }

  @Test
  void text() {
    StringWriter text = new StringWriter();
    new TextSummary(REPORT, Clauses.shipped(), new PrintWriter(text), replays("clasp conform"))
        .print();

    assertAll(
        () ->
            assertTrue(
                text.toString()
                    .contains(
                        "1 passed, 1 failed, 0 noted (SHOULD, MAY), 1 skipped, 1 inconclusive in 1.5 s")),
        () -> assertTrue(text.toString().contains("FAIL_ACCEPTED  suite-a:two[x=<1>]")),
        () -> assertTrue(text.toString().contains("clause    RFC 9846 §4.7.3: “")),
        () -> assertTrue(text.toString().contains("--replay 'suite-a:two@42[x=<1>]'")),
        () -> assertTrue(text.toString().contains("skipped    1  needs tickets")));
  }

  @Test
  void everyCitedClauseHasItsText() throws Exception {
    Clauses clauses = Clauses.shipped();
    List<String> missing =
        new dev.clasp.tls.conformance.load.ConversationLoader()
            .shipped().stream()
                .flatMap(file -> file.conversations().stream())
                .flatMap(conversation -> conversation.requirements().stream())
                .filter(id -> clauses.find(id).isEmpty())
                .distinct()
                .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  void markdown() {
    String text = MarkdownReport.of(REPORT, Clauses.shipped(), replays("clasp conform"));

    assertAll(
        () -> assertTrue(text.contains("1 passed, 1 failed"), text),
        () -> assertTrue(text.contains("## FAIL_ACCEPTED suite-a:two[x=&lt;1>]"), text),
        () -> assertTrue(text.contains("--replay 'suite-a:two@42[x=<1>]'"), text),
        () -> assertTrue(!text.contains("suite-b:three"), "what was skipped is no finding"));
  }

  @Test
  void sarif() throws Exception {
    JsonNode run =
        new ObjectMapper().readTree(SarifReport.of(REPORT, Clauses.shipped())).path("runs").path(0);

    assertAll(
        () -> assertEquals(1, run.path("results").size()),
        () -> assertEquals("error", run.path("results").path(0).path("level").asText()),
        () ->
            assertEquals(
                "RFC9846#section-4.7.3/4",
                run.path("tool").path("driver").path("rules").path(0).path("id").asText()));
  }

  private static Result result(
      String id, Verdict verdict, String found, List<String> requirements) {
    return new Result(
        id,
        "a title",
        Conversation.Kind.NEGATIVE,
        requirements,
        VerdictPolicy.ACCEPT,
        new Judgement(verdict, "carries on", found),
        List.of(
            new Exchange.Event(
                3, Exchange.Side.SENT, "KeyUpdate", Bytes.fromHex("1800000107"), true)),
        12);
  }
}
