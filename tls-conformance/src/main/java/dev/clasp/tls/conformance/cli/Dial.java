package dev.clasp.tls.conformance.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Connects to the server of a command line. */
final class Dial {
  private Dial() {}

  /** A connected socket, to the first address of the host that answers. */
  static Socket to(HostAndPort server, Duration deadline) throws CommandFailure {
    IOException failure = new IOException("no address");
    for (InetAddress address : addresses(server)) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, server.port()), (int) deadline.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        failure = e; // perhaps it listens on its next address
      }
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "%s: cannot connect: %s; is a server listening there?"
            .formatted(server, failure.getMessage()),
        failure);
  }

  private static InetAddress[] addresses(HostAndPort server) throws CommandFailure {
    try {
      return InetAddress.getAllByName(server.host());
    } catch (UnknownHostException e) {
      throw new CommandFailure(ExitCode.USAGE, "%s: no such host".formatted(server), e);
    }
  }
}
