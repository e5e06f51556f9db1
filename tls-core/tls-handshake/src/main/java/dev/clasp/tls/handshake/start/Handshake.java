package dev.clasp.tls.handshake.start;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.client.ClientStart;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.server.ServerStart;
import dev.clasp.tls.x509.path.ReferenceIdentity;

/**
 * The first step of a handshake; everything else follows from the states it leads to.
 *
 * <pre>{@code
 * Step step = Handshake.client(config, ReferenceIdentity.of("example.com"));
 * for (Action action : step.actions()) {
 *   action.applyTo(sink);
 * }
 * HandshakeState state = step.next();
 * }</pre>
 */
public final class Handshake {
  private Handshake() {}

  /**
   * Sends the ClientHello.
   *
   * @param server whom to talk to: sent as server_name if it is a host name (RFC 6066 §3), and
   *     looked for in the certificate
   */
  public static Step client(ClientConfig config, ReferenceIdentity server) {
    return ClientStart.begin(config, server);
  }

  /** Waits for the ClientHello. */
  public static Step server(ServerConfig config) {
    return ServerStart.begin(config);
  }
}
