package dev.clasp.tls.conformance.report;

import dev.clasp.tls.conformance.run.Result;
import dev.clasp.tls.conformance.run.RunReport;
import dev.clasp.tls.conformance.run.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** {@code junit.xml}, as build servers read it: one test suite a conversation suite. */
public final class JunitReport {
  /** What XML 1.0 §2.2 does not allow. */
  private static final String NOT_XML = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]";

  private final XMLStreamWriter xml;
  private final RunReport report;

  private JunitReport(XMLStreamWriter xml, RunReport report) {
    this.xml = xml;
    this.report = report;
  }

  /** The whole document. */
  public static String of(RunReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new JunitReport(xml, report).write();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a report that is no XML", e);
    }
    return text.toString();
  }

  private void write() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute("name", report.target());
    counts(report.results(), report.milliseconds());
    for (Map.Entry<String, List<Result>> suite : suites().entrySet()) {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testsuite");
      attribute("name", suite.getKey());
      attribute("timestamp", report.started().toString());
      counts(suite.getValue(), suite.getValue().stream().mapToLong(Result::milliseconds).sum());
      for (Result result : suite.getValue()) {
        testCase(suite.getKey(), result);
      }
      xml.writeCharacters("\n  ");
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private Map<String, List<Result>> suites() {
    Map<String, List<Result>> suites = new TreeMap<>();
    for (Result result : report.results()) {
      String suite = result.id().substring(0, result.id().indexOf(':'));
      suites.computeIfAbsent(suite, ignored -> new ArrayList<>()).add(result);
    }
    return suites;
  }

  private void counts(List<Result> results, long milliseconds) throws XMLStreamException {
    attribute("tests", String.valueOf(results.size()));
    attribute("failures", count(results, result -> result.fails(report.strict())));
    attribute("errors", count(results, result -> result.verdict() == Verdict.INCONCLUSIVE));
    attribute("skipped", count(results, result -> result.verdict() == Verdict.SKIP));
    attribute("time", seconds(milliseconds));
  }

  private static String count(
      List<Result> results, java.util.function.Predicate<Result> predicate) {
    return String.valueOf(results.stream().filter(predicate).count());
  }

  private void testCase(String suite, Result result) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute("classname", suite);
    attribute("name", result.id().substring(suite.length() + 1));
    attribute("time", seconds(result.milliseconds()));
    if (result.verdict() == Verdict.SKIP) {
      xml.writeEmptyElement("skipped");
      attribute("message", result.judgement().found());
    } else if (result.verdict() == Verdict.INCONCLUSIVE) {
      detail("error", result);
    } else if (result.fails(report.strict())) {
      detail("failure", result);
    }
    xml.writeEndElement();
  }

  private void detail(String element, Result result) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("type", result.verdict().name());
    attribute("message", result.judgement().found());
    xml.writeCharacters(
        clean(
            "%s%nexpected: %s%nfound: %s%nclauses: %s%n"
                .formatted(
                    result.title(),
                    result.judgement().expected(),
                    result.judgement().found(),
                    String.join(", ", result.requirements()))));
    xml.writeEndElement();
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, clean(value));
  }

  private static String clean(String text) {
    return text.replaceAll(NOT_XML, "\uFFFD");
  }

  private static String seconds(long milliseconds) {
    return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
  }
}
