package dev.clasp.tls.bench.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WelchTTest {
  /** By hand: means 3 and 6, variances 2.5 and 4 of 5 and 3 samples: -3 / sqrt(0.5 + 4/3). */
  @Test
  void matchesAnExampleWorkedByHand() {
    WelchT test = test(new double[] {1, 2, 3, 4, 5}, new double[] {4, 6, 8});

    assertEquals(-3 / Math.sqrt(0.5 + 4.0 / 3), test.t(), 1e-12);
    assertEquals(-2.2156, test.t(), 1e-4);
  }

  @Test
  void isZeroForEqualMeans() {
    assertEquals(0, test(new double[] {1, 3}, new double[] {0, 4}).t());
  }

  @Test
  void isZeroWithoutEnoughSamples() {
    assertEquals(0, test(new double[] {1}, new double[] {2, 3}).t());
  }

  @Test
  void isInfiniteWhenNothingVariesButTheMeansDo() {
    assertTrue(Double.isInfinite(test(new double[] {1, 1}, new double[] {2, 2}).t()));
  }

  @Test
  void keepsItsPrecisionFarFromZero() {
    WelchT near = test(new double[] {1, 2, 3}, new double[] {2, 3, 5});
    WelchT far =
        test(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3}, new double[] {1e9 + 2, 1e9 + 3, 1e9 + 5});

    assertEquals(near.t(), far.t(), 1e-6);
  }

  /** Against the two-pass formulas of the textbook. */
  @Property(tries = 200)
  void agreesWithTheDefinition(
      @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -1000, max = 1000) Double> first,
      @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = -1000, max = 1000) Double> second) {
    double[] a = first.stream().mapToDouble(x -> x).toArray();
    double[] b = second.stream().mapToDouble(x -> x).toArray();
    double error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
    if (error > 1e-3) {
      assertEquals((mean(a) - mean(b)) / error, test(a, b).t(), 1e-6);
    }
  }

  private static double mean(double[] samples) {
    return Arrays.stream(samples).average().orElseThrow();
  }

  private static double variance(double[] samples) {
    double mean = mean(samples);
    return Arrays.stream(samples).map(x -> (x - mean) * (x - mean)).sum() / (samples.length - 1);
  }

  private static WelchT test(double[] first, double[] second) {
    WelchT test = new WelchT();
    for (double sample : first) {
      test.add(0, sample);
    }
    for (double sample : second) {
      test.add(1, sample);
    }
    return test;
  }
}
