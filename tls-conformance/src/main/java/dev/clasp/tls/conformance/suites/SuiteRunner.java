package dev.clasp.tls.conformance.suites;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs the cases of a suite one after the other, none for longer than its deadline.
 *
 * <p>A case that does not answer in time is inconclusive and is left behind on a thread that ends
 * with the process: nothing stops a certificate search that does not want to be stopped.
 */
public final class SuiteRunner {
  /** What an inconclusive case that ran into the deadline has as its {@link CaseResult#actual}. */
  public static final String HANG = "HANG";

  private final Predicate<String> filter;
  private final Duration deadline;
  private final IntConsumer progress;

  /**
   * @param filter which ids to run
   * @param deadline for each case
   * @param progress is told after each case how many are done
   */
  public SuiteRunner(Predicate<String> filter, Duration deadline, IntConsumer progress) {
    this.filter = filter;
    this.deadline = deadline;
    this.progress = progress;
  }

  public SuiteReport run(VectorSuite suite, String provider) throws UnusableSuite {
    long start = System.nanoTime();
    List<CaseResult> results = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool(SuiteRunner::daemon);
    try (Stream<VectorCase> cases = suite.cases()) {
      cases
          .filter(each -> filter.test(each.id()))
          .forEach(
              each -> {
                results.add(run(each, threads));
                progress.accept(results.size());
              });
    } finally {
      threads.shutdownNow();
    }
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    return new SuiteReport(suite.name(), provider, results, elapsed);
  }

  private CaseResult run(VectorCase each, ExecutorService threads) {
    Future<CaseResult> answer = threads.submit(each.trial());
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return CaseResult.inconclusive(
          each.id(), HANG, "no answer within %d s".formatted(deadline.toSeconds()));
    } catch (ExecutionException e) {
      return CaseResult.inconclusive(each.id(), "", "ended with " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CaseResult.inconclusive(each.id(), "", "interrupted");
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "clasp-vectors");
    thread.setDaemon(true);
    return thread;
  }
}
