package dev.clasp.tls.bench.leak;

import java.util.Arrays;

/**
 * t-tests of the same samples, each without those above some percentile: interruptions make long
 * tails that hide small differences. One more looks at the squared distance from the mean, which
 * differs when only the spread does.
 */
final class CroppedTests {
  /** How many percentiles; the t-test without cropping and the one of second order come on top. */
  static final int CROPS = 50;

  /** Fewer samples than this say nothing: a test that kept less does not count. */
  static final long ENOUGH = 5_000;

  private final double[] thresholds = new double[CROPS];
  private final WelchT[] cropped = new WelchT[CROPS];
  private final WelchT whole = new WelchT();
  private final WelchT secondOrder = new WelchT();

  /**
   * @param calibration samples that only set the percentiles and are not tested
   */
  CroppedTests(long[] calibration) {
    long[] sorted = calibration.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < CROPS; i++) {
      // Denser towards the top, where the tail is, as dudect does.
      double percentile = 1 - Math.pow(0.5, 10.0 * (i + 1) / CROPS);
      thresholds[i] = sorted[(int) (percentile * (sorted.length - 1))];
      cropped[i] = new WelchT();
    }
  }

  /**
   * Adds a sample to all tests it belongs to.
   *
   * @param group 0 or 1
   */
  void add(int group, long nanoseconds) {
    whole.add(group, nanoseconds);
    if (whole.count() > ENOUGH) {
      double centred = nanoseconds - whole.mean(group);
      // Beyond the last percentile one interruption would outweigh everything else.
      if (nanoseconds <= thresholds[CROPS - 1]) {
        secondOrder.add(group, centred * centred);
      }
    }
    for (int i = 0; i < CROPS; i++) {
      if (nanoseconds <= thresholds[i]) {
        cropped[i].add(group, nanoseconds);
      }
    }
  }

  /** The t without cropping. */
  double wholeT() {
    return whole.t();
  }

  double mean(int group) {
    return whole.mean(group);
  }

  long count() {
    return whole.count();
  }

  /** The t farthest from zero among all tests with enough samples. */
  double maximumT() {
    double maximum = 0;
    for (WelchT test : cropped) {
      maximum = farther(maximum, test);
    }
    return farther(farther(maximum, whole), secondOrder);
  }

  private static double farther(double maximum, WelchT test) {
    double t = test.count() < ENOUGH ? 0 : test.t();
    return Math.abs(t) > Math.abs(maximum) ? t : maximum;
  }
}
