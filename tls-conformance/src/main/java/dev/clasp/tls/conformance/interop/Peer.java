package dev.clasp.tls.conformance.interop;

import java.io.IOException;
import java.util.Optional;

/**
 * Another TLS stack and how to make it do what a trial is about. The one description of it: the
 * command and the tests use the same. Thread-safe.
 *
 * <p>As a client it sends an HTTP request and prints, or returns, what is answered; as a server it
 * answers whatever it gets with anything.
 */
public interface Peer {
  /** As one types it after {@code --only}. */
  String name();

  /**
   * Looks for it on this machine, and makes it ready.
   *
   * @return its name and version; empty when it is not here
   */
  Optional<String> find() throws IOException;

  /** What to install to have it. */
  String wanted();

  /** Whether it has what the trial is about, in that role. Known once it is found. */
  boolean has(Trial trial);

  /** Starts its server. */
  PeerServer serve(Trial trial, Materials materials) throws IOException;

  /**
   * Runs its client, {@link Trial#connections} times over.
   *
   * @return what it printed, with the answers of our server in it
   * @throws PeerFailure when it fails, or does not answer in time
   */
  String connect(Trial trial, int port, Materials materials) throws IOException;
}
