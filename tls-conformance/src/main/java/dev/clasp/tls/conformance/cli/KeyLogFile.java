package dev.clasp.tls.conformance.cli;

import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeyLogLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file of {@code --keylog}, written line by line, so that a capture can be read while it grows.
 */
final class KeyLogFile {
  private KeyLogFile() {}

  /** Opens the file to append to it; logs nothing without one. */
  static KeyLog open(Optional<Path> file) throws CommandFailure {
    if (file.isEmpty()) {
      return KeyLog.NONE;
    }
    try {
      PrintWriter lines =
          new PrintWriter(
              Files.newBufferedWriter(
                  file.get(),
                  StandardCharsets.US_ASCII,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND),
              true);
      return new KeyLogLines(lines::println);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--keylog %s: cannot be written: %s".formatted(file.get(), e.getMessage()),
          e);
    }
  }
}
