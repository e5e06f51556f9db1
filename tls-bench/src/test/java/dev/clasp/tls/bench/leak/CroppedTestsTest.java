package dev.clasp.tls.bench.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;

/** Drawn samples, not measured ones, so that the verdicts are the same on every machine. */
class CroppedTestsTest {
  private static final int SAMPLES = 100_000;

  @Test
  void tellsNothingApartWhereNothingDiffers() {
    CroppedTests tests = feed((group, random) -> noise(random));

    assertTrue(Math.abs(tests.maximumT()) < LeakResult.NOTICEABLE, "t " + tests.maximumT());
    assertEquals(SAMPLES, tests.count());
  }

  @Test
  void seesADifferenceOfOnePercent() {
    CroppedTests tests = feed((group, random) -> noise(random) + 10L * group);

    assertTrue(Math.abs(tests.maximumT()) > LeakResult.CLEAR, "t " + tests.maximumT());
  }

  /** Interruptions a thousand times as long as the operation, one in a hundred. */
  @Test
  void croppingSeesWhatInterruptionsHide() {
    CroppedTests tests =
        feed(
            (group, random) ->
                noise(random)
                    + 10L * group
                    + (random.nextInt(100) == 0 ? random.nextInt(1_000_000) : 0));

    assertTrue(Math.abs(tests.wholeT()) < LeakResult.NOTICEABLE, "t " + tests.wholeT());
    assertTrue(Math.abs(tests.maximumT()) > LeakResult.CLEAR, "t " + tests.maximumT());
  }

  @Test
  void seesADifferenceInSpreadAlone() {
    CroppedTests tests =
        feed((group, random) -> 1000 + (long) (random.nextGaussian() * (group == 0 ? 20 : 25)));

    assertTrue(Math.abs(tests.maximumT()) > LeakResult.CLEAR, "t " + tests.maximumT());
  }

  @Test
  void tooFewSamplesSayNothing() {
    CroppedTests tests = new CroppedTests(new long[] {1, 2, 3});
    for (int i = 0; i < 100; i++) {
      tests.add(i & 1, i & 1);
    }

    assertEquals(0, tests.maximumT());
  }

  private static long noise(Random random) {
    return 1000 + (long) (random.nextGaussian() * 50);
  }

  private static CroppedTests feed(ToLongBiFunction<Integer, Random> clock) {
    Random random = new Random(1);
    long[] calibration = new long[10_000];
    for (int i = 0; i < calibration.length; i++) {
      calibration[i] = clock.applyAsLong(random.nextInt(2), random);
    }
    CroppedTests tests = new CroppedTests(calibration);
    for (int i = 0; i < SAMPLES; i++) {
      int group = random.nextInt(2);
      tests.add(group, clock.applyAsLong(group, random));
    }
    return tests;
  }
}
