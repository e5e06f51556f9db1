package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.pki.IssuedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A client program, started for each connection. */
final class StartedClient implements AwaitedClient.Trigger {
  private static final String ADDRESS = "127.0.0.1"; // where AwaitedClient listens
  private static final String NAME = "localhost";

  /** What it sends once connected, if it sends its standard input. */
  private static final byte[] REQUEST =
      "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** Codes above are signals, as a shell and the JDK report them. */
  private static final int SIGNALS = 128;

  private final List<String> command;
  private final TemporaryFolder folder;
  private final Map<String, String> words;
  private Optional<Process> process = Optional.empty();

  private StartedClient(List<String> command, TemporaryFolder folder, Map<String, String> words) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.words = Map.copyOf(words);
  }

  /**
   * Prepares a command.
   *
   * @param command argv; {@code {host}}, {@code {port}}, {@code {ca}}, {@code {name}}, and {@code
   *     {cert}} and {@code {key}} of a client certificate are replaced
   */
  static StartedClient of(List<String> command, RunCertificates certificates) throws IOException {
    TemporaryFolder folder = TemporaryFolder.create();
    IssuedCertificate.Location own = certificates.server().writeTo(folder.path(), "client");
    Path authority = folder.path().resolve("ca.pem");
    Files.writeString(authority, certificates.authority().rootPem());
    return new StartedClient(
        command,
        folder,
        Map.of(
            "cert", own.chain().toString(),
            "key", own.key().toString(),
            "ca", authority.toString(),
            "host", ADDRESS,
            "name", NAME));
  }

  @Override
  public String describe() {
    return command.get(0);
  }

  @Override
  public void start(int port) throws IOException {
    Process started =
        new ProcessBuilder(CommandWords.fill(command, port, words))
            .redirectErrorStream(true)
            .redirectOutput(folder.path().resolve("client.log").toFile())
            .start();
    process = Optional.of(started);
    // Standard input stays open: s_client and others leave at its end.
    try {
      started.getOutputStream().write(REQUEST);
      started.getOutputStream().flush();
    } catch (IOException e) {
      // It does not read, or has ended already: then it will not connect either.
    }
  }

  @Override
  public void stop() {
    if (process.isEmpty()) {
      return;
    }
    Process running = process.get();
    process = Optional.empty();
    running.destroyForcibly();
    try {
      running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean running() {
    return process.isPresent() && process.get().isAlive();
  }

  @Override
  public boolean crashed() {
    return process.isPresent() && !process.get().isAlive() && process.get().exitValue() > SIGNALS;
  }

  @Override
  public void close() throws IOException {
    stop();
    folder.close();
  }
}
