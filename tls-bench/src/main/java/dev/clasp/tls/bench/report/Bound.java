package dev.clasp.tls.bench.report;

import dev.clasp.tls.bench.operation.Peer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a goal demands of a row. */
public sealed interface Bound {
  /** The figure that counts; empty when it was not measured. */
  Optional<Double> figure(Row row, List<Row> all);

  boolean isMetBy(double figure);

  /** What was found and what was wanted, for people. */
  String text(Optional<Double> figure);

  /**
   * So many times faster than a peer, or more.
   *
   * @param ratio the peer's median divided by Clasp's
   */
  record Faster(Peer peer, double ratio) implements Bound {
    @Override
    public Optional<Double> figure(Row row, List<Row> all) {
      return Optional.ofNullable(row.ratios().get(peer));
    }

    @Override
    public boolean isMetBy(double figure) {
      return figure >= ratio;
    }

    @Override
    public String text(Optional<Double> figure) {
      return "%s× %s, goal %s×"
          .formatted(number(figure, 2), peer.label(), number(Optional.of(ratio), 1));
    }
  }

  /**
   * At most so many times the time of another operation, both Clasp's.
   *
   * @param operation the other's name
   */
  record TimesAnother(String operation, double factor) implements Bound {
    @Override
    public Optional<Double> figure(Row row, List<Row> all) {
      Optional<Double> other =
          all.stream()
              .filter(each -> each.name().equals(operation))
              .findFirst()
              .flatMap(each -> Optional.ofNullable(each.medians().get(Peer.CLASP)));
      return other.flatMap(
          time -> Optional.ofNullable(row.medians().get(Peer.CLASP)).map(own -> own / time));
    }

    @Override
    public boolean isMetBy(double figure) {
      return figure <= factor;
    }

    @Override
    public String text(Optional<Double> figure) {
      return "%s× the time of %s, goal at most %s×"
          .formatted(number(figure, 2), operation, number(Optional.of(factor), 2));
    }
  }

  /** Allocates no more than so many bytes a run. */
  record Allocates(double bytes) implements Bound {
    /** What JMH's own bookkeeping comes to in a run, at most. */
    private static final double NOISE = 1; // byte

    @Override
    public Optional<Double> figure(Row row, List<Row> all) {
      return Optional.ofNullable(row.allocated().get(Peer.CLASP));
    }

    @Override
    public boolean isMetBy(double figure) {
      return figure <= bytes + NOISE;
    }

    @Override
    public String text(Optional<Double> figure) {
      return "%s B allocated, goal at most %s B"
          .formatted(number(figure, 0), number(Optional.of(bytes), 0));
    }
  }

  /**
   * Allocates no more than so many bytes a run beside what a floor allocates, which both need.
   *
   * @param floor whose allocation is not Clasp's own
   */
  record AllocatesBeside(Peer floor, double bytes) implements Bound {
    @Override
    public Optional<Double> figure(Row row, List<Row> all) {
      return Optional.ofNullable(row.allocated().get(Peer.CLASP))
          .flatMap(
              own -> Optional.ofNullable(row.allocated().get(floor)).map(other -> own - other));
    }

    @Override
    public boolean isMetBy(double figure) {
      return figure <= bytes + Allocates.NOISE;
    }

    @Override
    public String text(Optional<Double> figure) {
      return "%s B allocated beside %s, goal at most %s B"
          .formatted(number(figure, 0), floor.label(), number(Optional.of(bytes), 0));
    }
  }

  /** Clasp's figure itself, in the row's unit. */
  record AtMost(double amount, String unit) implements Bound {
    @Override
    public Optional<Double> figure(Row row, List<Row> all) {
      return Optional.ofNullable(row.medians().get(Peer.CLASP));
    }

    @Override
    public boolean isMetBy(double figure) {
      return figure <= amount;
    }

    @Override
    public String text(Optional<Double> figure) {
      return "%s %s, goal at most %s %s"
          .formatted(number(figure, 0), unit, number(Optional.of(amount), 0), unit);
    }
  }

  private static String number(Optional<Double> figure, int digits) {
    return figure.map(value -> String.format(Locale.ROOT, "%." + digits + "f", value)).orElse("?");
  }
}
