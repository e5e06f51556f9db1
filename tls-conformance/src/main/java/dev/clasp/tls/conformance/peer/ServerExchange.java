package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;

/** A key exchange of TLS 1.2 that our ServerKeyExchange has begun (RFC 5246 §7.4.3). */
@FunctionalInterface
public interface ServerExchange {
  /**
   * The premaster secret.
   *
   * @param clientValue what ClientKeyExchange brought
   * @throws CheckFailed when it is no public value of the group
   */
  Secret complete(Bytes clientValue) throws CheckFailed, ScriptException;
}
