package dev.clasp.tls.conformance.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another program under our control: what it prints is collected, and it never outlives us. */
final class PeerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PATIENCE_WITH_COMPILERS = Duration.ofMinutes(3);

  private final List<String> command;
  private final Duration patience;
  private final Process process;
  private final Thread collector;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream(); // guarded by itself
  private boolean ended; // guarded by collected

  private PeerProcess(List<String> command, Duration patience, Process process) {
    this.command = command;
    this.patience = patience;
    this.process = process;
    this.collector = new Thread(this::collect, "output of " + command.get(0));
  }

  /** Whether a program of this name is on the path. */
  static boolean isPresent(String program) {
    return List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1)).stream()
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /**
   * Runs a program to its end and gives what it printed; an exit code other than 0 is a failure.
   */
  static String run(String... command) {
    try (PeerProcess process = startPatiently(List.of(command)).endInput()) {
      if (process.exitCode() != 0) {
        throw new PeerFailure("failed: " + process);
      }
      return process.output();
    }
  }

  /** Starts the command with standard output and standard error as one stream. */
  static PeerProcess start(List<String> command) {
    return start(command, PATIENCE);
  }

  /** Starts a command that may take minutes. */
  static PeerProcess startPatiently(List<String> command) {
    return start(command, PATIENCE_WITH_COMPILERS);
  }

  /** Starts a command whose standard input is a file. */
  static PeerProcess startReading(Path input, List<String> command) {
    return start(new ProcessBuilder(command).redirectInput(input.toFile()), PATIENCE);
  }

  private static PeerProcess start(List<String> command, Duration patience) {
    return start(new ProcessBuilder(command), patience);
  }

  private static PeerProcess start(ProcessBuilder builder, Duration patience) {
    List<String> command = builder.command();
    try {
      Process process = builder.redirectErrorStream(true).start();
      PeerProcess peer = new PeerProcess(List.copyOf(command), patience, process);
      peer.collector.setDaemon(true);
      peer.collector.start();
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
  }

  /** Writes to its standard input. */
  PeerProcess say(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new PeerFailure("cannot write to " + this, e);
    }
  }

  /** Ends its standard input. */
  PeerProcess endInput() {
    try {
      process.getOutputStream().close();
      return this;
    } catch (IOException e) {
      throw new PeerFailure("cannot write to " + this, e);
    }
  }

  /** Waits until the output has a match, and gives it. */
  Matcher await(String regex) {
    Pattern pattern = Pattern.compile(regex);
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (collected) {
      while (true) {
        Matcher matcher = pattern.matcher(collected.toString(StandardCharsets.ISO_8859_1));
        if (matcher.find()) {
          return matcher;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
          throw new PeerFailure("'%s' never came from %s".formatted(regex, this));
        }
        try {
          collected.wait(left);
        } catch (InterruptedException e) {
          throw new PeerFailure("interrupted", e);
        }
      }
    }
  }

  /** Waits for its end and for the last of its output; gives its exit code. */
  int exitCode() {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PeerFailure("still running: " + this);
      }
      collector.join(patience.toMillis());
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new PeerFailure("interrupted", e);
    }
  }

  /** What it printed so far. */
  String output() {
    synchronized (collected) {
      return collected.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private void collect() {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        synchronized (collected) {
          collected.write(buffer, 0, length);
          collected.notifyAll();
        }
      }
    } catch (IOException e) {
      // Killed by close(): there is no more output to collect.
    } finally {
      synchronized (collected) {
        ended = true;
        collected.notifyAll();
      }
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command line and everything it printed. */
  @Override
  public String toString() {
    return String.join(" ", command) + "\n--- its output ---\n" + output() + "--- end ---";
  }
}
