package dev.clasp.tls.bench.leak;

import dev.clasp.tls.bench.operation.Operation;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Times one subject on secrets of two classes, which are interleaved at random, and tests whether
 * the times differ.
 *
 * <p>Inputs are prepared a batch at a time, then the batch is timed, so that preparing disturbs
 * both classes alike.
 */
public final class LeakTest {
  private static final int BATCH = 256;
  private static final int WARM_UP = 20_000;
  private static final int CALIBRATION = 10_000;

  private final Random random;
  private final IntConsumer progress;
  private final long[] times = new long[BATCH];
  private final int[] groups = new int[BATCH];
  private final Operation[] operations = new Operation[BATCH];
  private int sink;

  /**
   * @param random chooses classes and secrets; its seed makes the order repeatable
   */
  public LeakTest(Random random) {
    this(random, percent -> {});
  }

  /**
   * @param progress told each tenth that is done, in percent
   */
  public LeakTest(Random random, IntConsumer progress) {
    this.random = random;
    this.progress = progress;
  }

  /**
   * Runs the test.
   *
   * @param samples timed operations, warm-up and calibration not counted
   */
  public LeakResult run(LeakSubject subject, long samples) throws Exception {
    int few = (int) Math.min(Integer.MAX_VALUE, samples);
    for (int done = 0; done < Math.min(WARM_UP, few); done += BATCH) {
      time(subject);
    }
    CroppedTests tests = new CroppedTests(calibrate(subject, Math.min(CALIBRATION, few)));
    int tenths = 0;
    for (long done = 0; done < samples; done += BATCH) {
      time(subject);
      if (done * 10 / samples > tenths) {
        tenths = (int) (done * 10 / samples);
        progress.accept(10 * tenths);
      }
      int batch = (int) Math.min(BATCH, samples - done);
      for (int i = 0; i < batch; i++) {
        tests.add(groups[i], times[i]);
      }
    }
    return new LeakResult(
        subject.name(),
        subject.what(),
        tests.count(),
        tests.mean(0),
        tests.mean(1),
        tests.wholeT(),
        tests.maximumT());
  }

  private long[] calibrate(LeakSubject subject, int samples) throws Exception {
    long[] calibration = new long[Math.max(1, samples)];
    for (int done = 0; done < calibration.length; done += BATCH) {
      time(subject);
      System.arraycopy(times, 0, calibration, done, Math.min(BATCH, calibration.length - done));
    }
    return calibration;
  }

  private void time(LeakSubject subject) throws Exception {
    for (int i = 0; i < BATCH; i++) {
      groups[i] = random.nextInt(2);
      operations[i] = subject.inputs().prepare(groups[i], random);
    }
    for (int i = 0; i < BATCH; i++) {
      Operation operation = operations[i];
      long start = System.nanoTime();
      Object result = operation.run();
      times[i] = System.nanoTime() - start;
      sink ^= System.identityHashCode(result); // keeps the result alive
    }
  }

  /** Depends on every result, so that none can be optimised away. */
  int sink() {
    return sink;
  }
}
