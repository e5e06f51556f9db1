package dev.clasp.tls.conformance.interop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * A server that is a program.
 *
 * @param words what it says when it is told to answer
 */
record ProgramServer(PeerProcess process, int port, Optional<String> words) implements PeerServer {
  /** Of a program that prints its port: the first group of the pattern. */
  static ProgramServer printing(PeerProcess process, String portPattern) {
    return started(process, () -> Integer.parseInt(process.await(portPattern).group(1)));
  }

  /** Of a program that was told its port, and says when it is ready. */
  static ProgramServer ready(PeerProcess process, int port, String readyPattern) {
    return started(
        process,
        () -> {
          process.await(readyPattern);
          return port;
        });
  }

  private interface Start {
    int port();
  }

  /** Leaves no process behind when it does not start. */
  private static ProgramServer started(PeerProcess process, Start start) {
    try {
      return new ProgramServer(process, start.port(), Optional.empty());
    } catch (PeerFailure e) {
      process.close();
      throw e;
    }
  }

  ProgramServer answering(String text) {
    return new ProgramServer(process, port, Optional.of(text));
  }

  /** A port that is free, for programs that do not tell which they chose. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void answer() {
    if (words.isPresent()) {
      process.say(words.get());
    }
  }

  @Override
  public String output() {
    return process.toString();
  }

  @Override
  public void close() {
    process.close();
  }
}
