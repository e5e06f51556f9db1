package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.conformance.run.Progress;
import dev.clasp.tls.conformance.run.Result;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on a terminal, a plain line now and then elsewhere; both on standard error. */
final class RunProgress implements Progress, AutoCloseable {
  private static final long BETWEEN_LINES = 5_000_000_000L; // nanoseconds
  private static final int BAR_WIDTH = 100;

  private final PrintWriter err;
  private final boolean terminal;
  private Optional<ProgressBar> bar = Optional.empty();
  private long lastLine = System.nanoTime();
  private int total;
  private int done;
  private int failed;

  RunProgress(PrintWriter err) {
    this.err = err;
    this.terminal = System.console() != null && System.getenv("TERM") != null;
  }

  @Override
  public synchronized void phase(String what) {
    err.println(what + " …");
    err.flush();
  }

  @Override
  public synchronized void total(int conversations) {
    close();
    total = conversations;
    done = 0;
    if (terminal) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName("conversations")
                  .setInitialMax(conversations)
                  .setStyle(ProgressBarStyle.ASCII)
                  .setConsumer(
                      new ConsoleProgressBarConsumer(
                          new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err)),
                          BAR_WIDTH))
                  .setUpdateIntervalMillis(100)
                  .clearDisplayOnFinish()
                  .build());
    } else {
      err.println(conversations + " conversations");
      err.flush();
    }
  }

  @Override
  public synchronized void finished(Result result) {
    done++;
    failed += result.fails(false) ? 1 : 0;
    bar.ifPresent(
        each -> {
          each.step();
          each.setExtraMessage(failed == 0 ? "" : failed + " failed");
        });
    long now = System.nanoTime();
    if (!terminal && now - lastLine > BETWEEN_LINES) {
      lastLine = now;
      err.printf("%d of %d, %d failed%n", done, total, failed);
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
