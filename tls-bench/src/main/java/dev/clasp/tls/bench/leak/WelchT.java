package dev.clasp.tls.bench.leak;

/** Welch's t-test, sample by sample (Welford's running mean and variance). */
final class WelchT {
  private final long[] count = new long[2];
  private final double[] mean = new double[2];
  private final double[] squares = new double[2];

  /**
   * Adds a sample.
   *
   * @param group 0 or 1
   */
  void add(int group, double sample) {
    count[group]++;
    double delta = sample - mean[group];
    mean[group] += delta / count[group];
    squares[group] += delta * (sample - mean[group]);
  }

  long count() {
    return count[0] + count[1];
  }

  double mean(int group) {
    return mean[group];
  }

  /**
   * The difference of the means in units of its standard error; 0 when there are too few samples,
   * infinite when the means differ and nothing varies.
   */
  double t() {
    if (count[0] < 2 || count[1] < 2) {
      return 0;
    }
    double difference = mean[0] - mean[1];
    double error = Math.sqrt(variance(0) / count[0] + variance(1) / count[1]);
    if (difference == 0) {
      return 0;
    }
    return difference / error;
  }

  private double variance(int group) {
    return squares[group] / (count[group] - 1);
  }
}
