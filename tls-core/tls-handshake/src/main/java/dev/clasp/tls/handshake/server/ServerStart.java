package dev.clasp.tls.handshake.server;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;

/** START of the server (RFC 9846 appendix A.2): waits for ClientHello. */
public final class ServerStart {
  private ServerStart() {}

  public static Step begin(ServerConfig config) {
    return Step.to(new WaitClientHello(config, false));
  }
}
