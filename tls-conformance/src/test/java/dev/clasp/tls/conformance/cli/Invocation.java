package dev.clasp.tls.conformance.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * One command that ran to its end in this process.
 *
 * @param exitCode of {@link ExitCode}
 * @param out what it printed, the bytes of the connection included
 * @param err what it told
 */
record Invocation(int exitCode, String out, String err) {
  static Invocation of(String... arguments) {
    return withInput("", arguments);
  }

  static Invocation withInput(String input, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringWriter text = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)), bytes)
            .setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Invocation(
        exitCode, text + bytes.toString(StandardCharsets.ISO_8859_1), err.toString());
  }
}
