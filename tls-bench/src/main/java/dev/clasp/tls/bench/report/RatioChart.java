package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.DefaultCategoryDataset;
import org.w3c.dom.Document;

/** Horizontal bars on a logarithmic axis: to the right of 1, Clasp is faster. */
public final class RatioChart {
  private static final int WIDTH = 1000;
  private static final int MARGINS = 140;
  private static final int BAR = 15;
  private static final int GAP = 14;

  private RatioChart() {}

  private static Color color(Peer peer) {
    // Told apart by people who see colours differently, too (Okabe and Ito's palette).
    return switch (peer) {
      case CLASP -> Color.BLACK;
      case JDK -> new Color(0xE69F00);
      case BC -> new Color(0x0072B2);
      case CONSCRYPT -> new Color(0x009E73);
      case ACCP -> new Color(0xCC79A7);
      case CIPHER -> new Color(0x999999);
    };
  }

  /** The chart as an SVG document. */
  public static String svg(RatioTable table) throws IOException {
    Document document = emptySvg();
    SVGGraphics2D graphics = new SVGGraphics2D(document);
    int height = height(table);
    graphics.setSVGCanvasSize(new java.awt.Dimension(WIDTH, height));
    chart(table).draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, height));
    StringWriter svg = new StringWriter();
    graphics.stream(svg, true);
    return svg.toString();
  }

  private static Document emptySvg() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument("http://www.w3.org/2000/svg", "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML parser", e);
    }
  }

  private static int height(RatioTable table) {
    return MARGINS + table.rows().size() * (peers(table).size() * BAR + GAP);
  }

  private static List<Peer> peers(RatioTable table) {
    return List.of(Peer.values()).stream()
        .filter(peer -> table.rows().stream().anyMatch(row -> row.ratios().containsKey(peer)))
        .toList();
  }

  static JFreeChart chart(RatioTable table) {
    DefaultCategoryDataset ratios = new DefaultCategoryDataset();
    List<Peer> peers = peers(table);
    for (Row row : table.rows()) {
      // Every peer, so that the legend keeps its order; without a value there is no bar.
      peers.forEach(peer -> ratios.addValue(row.ratios().get(peer), peer.label(), row.name()));
    }
    JFreeChart chart =
        ChartFactory.createBarChart(
            "How many times faster Clasp is (peer's median / Clasp's)",
            "",
            "ratio, logarithmic; " + table.machine(),
            ratios,
            PlotOrientation.HORIZONTAL,
            true,
            false,
            false);
    chart.setBackgroundPaint(Color.WHITE);
    CategoryPlot plot = chart.getCategoryPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    plot.setOutlineVisible(false);
    plot.setRangeAxis(axis());
    plot.getRangeAxis().setLabel("ratio, logarithmic; " + table.machine());
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    ValueMarker even = new ValueMarker(1, Color.BLACK, new BasicStroke(1.5f));
    plot.addRangeMarker(even);
    plot.setRenderer(renderer(peers));
    return chart;
  }

  private static LogAxis axis() {
    LogAxis axis = new LogAxis();
    axis.setBase(2);
    axis.setTickUnit(new NumberTickUnit(1, format()));
    axis.setNumberFormatOverride(format());
    axis.setUpperMargin(0.12);
    axis.setLowerMargin(0.12);
    axis.setLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    return axis;
  }

  private static BarRenderer renderer(List<Peer> peers) {
    BarRenderer renderer = new BarRenderer();
    renderer.setBase(1);
    renderer.setIncludeBaseInRange(true);
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0.02);
    renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator("{2}", format()));
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelFont(new Font(Font.SANS_SERIF, Font.PLAIN, 10));
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    renderer.setDefaultNegativeItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE9, TextAnchor.CENTER_RIGHT));
    for (int series = 0; series < peers.size(); series++) {
      renderer.setSeriesPaint(series, color(peers.get(series)));
    }
    return renderer;
  }

  private static DecimalFormat format() {
    return new DecimalFormat("0.0#×", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
