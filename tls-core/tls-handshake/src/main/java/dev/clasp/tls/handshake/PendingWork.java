package dev.clasp.tls.handshake;

import dev.clasp.tls.protocol.TlsException;
import java.util.concurrent.Callable;

/**
 * Slow work a state waits for. Pure: run it anywhere, once, and hand the result back.
 *
 * @param description for logs and events, such as {@code sign CertificateVerify}
 * @param work runs it and gives the step to go on with; throws what the handshake fails with
 */
public record PendingWork(String description, Callable<Step> work) {
  /**
   * Runs the work here and now.
   *
   * @throws TlsException what the handshake fails with
   */
  public Step run() throws TlsException {
    try {
      return work.call();
    } catch (TlsException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new dev.clasp.tls.protocol.LocalFault(description + " failed", e);
    }
  }
}
