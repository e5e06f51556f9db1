package dev.clasp.tls.conformance.interop;

import java.util.Optional;

/** The matrix for a terminal: a row for each subject, two marks for each peer. */
public final class InteropText {
  private static final String GREEN = "\u001B[32m";
  private static final String RED = "\u001B[31m";
  private static final String PLAIN = "\u001B[0m";
  private static final int DETAIL_LINES = 12;

  private final InteropReport report;
  private final boolean colours;

  public InteropText(InteropReport report, boolean colours) {
    this.report = report;
    this.colours = colours;
  }

  /** Everything: the peers, the matrix, the failures, the totals. */
  public String all() {
    StringBuilder text = new StringBuilder();
    for (InteropReport.Column peer : report.peers()) {
      text.append(
          "%-13s %s%n"
              .formatted(peer.name(), peer.version().orElse("not here: install " + peer.wanted())));
    }
    if (!report.found().isEmpty()) {
      matrix(text);
    }
    for (InteropResult failure : report.failures()) {
      text.append(
          "%n%s  %s, %s%n    %s%n"
              .formatted(
                  painted("FAILED", RED),
                  failure.peer(),
                  failure.trial(),
                  shortened(failure.detail())));
    }
    text.append(
        "%n%d work, %d failed, %d not in the peer; %d of %d peers here, %.1f s%n"
            .formatted(
                report.count(InteropResult.Outcome.WORKS),
                report.count(InteropResult.Outcome.FAILED),
                report.count(InteropResult.Outcome.NOT_IN_PEER),
                report.found().size(),
                report.peers().size(),
                report.milliseconds() / 1000.0));
    return text.toString();
  }

  private void matrix(StringBuilder text) {
    int width = report.rows().stream().mapToInt(row -> row.subject().length()).max().orElse(0) + 4;
    String heading = "";
    for (InteropReport.Row row : report.rows()) {
      String section = "%s, %s".formatted(row.version(), row.section());
      if (!section.equals(heading)) {
        heading = section;
        text.append("\n").append(pad(section, width));
        report.found().forEach(peer -> text.append(pad(peer.name(), columnWidth(peer))));
        text.append('\n');
      }
      text.append(pad("  " + row.subject(), width));
      for (InteropReport.Column peer : report.found()) {
        text.append(mark(row, peer, Direction.PEER_CONNECTS))
            .append(mark(row, peer, Direction.PEER_SERVES))
            .append(" ".repeat(columnWidth(peer) - 2));
      }
      text.append('\n');
    }
    text.append(
        "\nleft: the peer's client and our server; right: our client and the peer's server; blank: the peer has it not\n");
  }

  private String mark(InteropReport.Row row, InteropReport.Column peer, Direction direction) {
    Optional<InteropResult> cell =
        Optional.ofNullable(row.cells().get(peer.name()))
            .flatMap(cells -> Optional.ofNullable(cells.get(direction)));
    if (cell.isEmpty()) {
      return " ";
    }
    return switch (cell.get().outcome()) {
      case WORKS -> painted("+", GREEN);
      case FAILED -> painted("X", RED);
      case NOT_IN_PEER -> " ";
    };
  }

  private String painted(String text, String colour) {
    return colours ? colour + text + PLAIN : text;
  }

  private static int columnWidth(InteropReport.Column peer) {
    return peer.name().length() + 2;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String shortened(String detail) {
    String[] lines = detail.strip().split("\n", -1);
    StringBuilder text = new StringBuilder(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      if (i >= DETAIL_LINES && i < lines.length - DETAIL_LINES) {
        continue;
      }
      text.append("\n    ").append(lines[i]);
    }
    return text.toString().replaceAll("[^\\x20-\\x7E\\n]", "");
  }
}
