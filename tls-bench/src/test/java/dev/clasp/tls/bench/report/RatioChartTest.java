package dev.clasp.tls.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.bench.operation.Peer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class RatioChartTest {
  private static final RatioTable TABLE =
      new RatioTable(
          List.of(
              RatioTableTest.ROW,
              new Row("aead.x", "y", Map.of(Peer.CLASP, 2.0, Peer.JDK, 1.0), Map.of())),
          RatioTableTest.MACHINE);

  @Test
  void everyRatioIsABarOnALogarithmicAxis() {
    CategoryPlot plot = RatioChart.chart(TABLE).getCategoryPlot();

    assertEquals(List.of("jdk", "bc"), plot.getDataset().getRowKeys());
    assertEquals(List.of("x25519.agreement", "aead.x"), plot.getDataset().getColumnKeys());
    assertEquals(3.2, plot.getDataset().getValue("jdk", "x25519.agreement"));
    assertEquals(0.5, plot.getDataset().getValue("jdk", "aead.x"));
    assertNull(plot.getDataset().getValue("bc", "aead.x"));
    assertTrue(plot.getRangeAxis() instanceof LogAxis);
  }

  @Test
  void theSvgIsWellFormedAndNamesOperationsAndPeers() throws Exception {
    String svg = RatioChart.svg(TABLE);

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(withoutDoctype(svg)));
    assertEquals("svg", document.getDocumentElement().getTagName());
    String text = document.getDocumentElement().getTextContent();
    assertTrue(text.contains("x25519.agreement"), text);
    assertTrue(text.contains("bc"), text);
    assertTrue(text.contains("3.2×"), text);
  }

  /** The declaration would make the parser fetch a DTD. */
  private static byte[] withoutDoctype(String svg) {
    return svg.replaceAll("(?s)<!DOCTYPE[^>]*>", "").getBytes(StandardCharsets.UTF_8);
  }
}
