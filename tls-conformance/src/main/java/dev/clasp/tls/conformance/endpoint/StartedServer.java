package dev.clasp.tls.conformance.endpoint;

import dev.clasp.tls.conformance.peer.SocketTransport;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server process that we start, on a port of its own, and start again when it dies. */
public final class StartedServer implements Target {
  private static final String HOST = "localhost";
  private static final long START_PATIENCE = 10_000; // milliseconds
  private static final long POLL = 20; // milliseconds
  private static final int CONNECT_PATIENCE = 5_000; // milliseconds

  /** Characters of the process's output that an error shows. */
  private static final int SHOWN_OUTPUT = 500;

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> files;
  private int port;
  private Process process;

  private StartedServer(List<String> command, Path folder, Map<String, String> files)
      throws IOException {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.files = Map.copyOf(files);
    this.port = freePort();
    this.process = start();
  }

  /**
   * Starts the command and waits until it listens.
   *
   * @param command argv; {@code {port}}, {@code {cert}}, {@code {key}}, {@code {ca}}, {@code
   *     {host}} and {@code {name}} are replaced
   * @param folder for the files of the certificates and the output; stays the caller's
   * @throws IOException when it cannot be started or does not listen
   */
  public static StartedServer start(List<String> command, Path folder, RunCertificates certificates)
      throws IOException {
    IssuedCertificate.Location server = certificates.server().writeTo(folder, "server");
    Path authority = folder.resolve("ca.pem");
    Files.writeString(authority, certificates.authority().rootPem());
    return new StartedServer(
        command,
        folder,
        Map.of(
            "cert", server.chain().toString(),
            "key", server.key().toString(),
            "ca", authority.toString(),
            "host", HOST,
            "name", HOST));
  }

  @Override
  public String describe() {
    return command.get(0) + " on port " + port;
  }

  @Override
  public String host() {
    return HOST;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Transport connect() throws IOException {
    return SocketTransport.connect(address(), CONNECT_PATIENCE);
  }

  @Override
  public boolean hasDied() {
    return !process.isAlive();
  }

  @Override
  public boolean restart() throws IOException {
    close();
    port = freePort();
    process = start();
    return true;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process start() throws IOException {
    Path output = folder.resolve("server.log");
    // Standard input stays open: s_server and others stop at its end.
    Process started =
        new ProcessBuilder(CommandWords.fill(command, port, files))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .start();
    await(started, output);
    return started;
  }

  private void await(Process started, Path output) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_PATIENCE);
    while (System.nanoTime() < end) {
      if (!started.isAlive()) {
        throw new IOException(
            "%s ended at once with code %d%s"
                .formatted(command.get(0), started.exitValue(), lastOutput(output)));
      }
      try {
        SocketTransport.connect(address(), CONNECT_PATIENCE).close();
        return;
      } catch (IOException e) {
        pause();
      }
    }
    started.destroyForcibly();
    throw new IOException(
        "%s does not listen on port %d after %d s; does its command line have {port}?%s"
            .formatted(command.get(0), port, START_PATIENCE / 1000, lastOutput(output)));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a server started", e);
    }
  }

  private static String lastOutput(Path output) throws IOException {
    String text = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    String last = text.substring(Math.max(0, text.length() - SHOWN_OUTPUT));
    return last.isEmpty() ? "" : ": " + last.replaceAll("\\s*\\R\\s*", "; ");
  }
}
