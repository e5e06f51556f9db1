package dev.clasp.tls.bench.operation;

/** What is measured about an operation. */
public sealed interface Measure {
  /** Of the figures. */
  String unit();

  /**
   * How long one run takes.
   *
   * @param threads that run it at once, each with an operation of its own; the figure is the time
   *     that passes divided by the runs of all of them
   * @param allocation whether what a run allocates is told, too
   */
  record Time(int threads, boolean allocation) implements Measure {
    @Override
    public String unit() {
      return "µs";
    }
  }

  /**
   * How much heap the result of one run keeps.
   *
   * @param parts the result consists of; the figure is for one
   */
  record Retained(int parts) implements Measure {
    @Override
    public String unit() {
      return "B";
    }
  }

  /** When the first run is done, from the start of a fresh JVM: classes, tables, set-up. */
  record FirstRun() implements Measure {
    @Override
    public String unit() {
      return "ms";
    }
  }
}
