package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Random;

/**
 * Learns every traffic and exporter secret of TLS 1.3, and the main secret of TLS 1.2, where it is
 * born (RFC 9850).
 *
 * <p>Whoever has the log can read the connection: for debugging, never for production (RFC 9850
 * §1.1). Must not throw, block or keep the secret.
 */
@FunctionalInterface
public interface KeyLog {
  /** Logs nothing. */
  KeyLog NONE = (label, clientRandom, secret) -> {};

  /**
   * @param clientRandom of the first ClientHello: the key of the connection in the log
   */
  void log(Label label, Random clientRandom, Secret secret);

  /** The labels (RFC 9850 §2.1, §2.2); the constants are spelled as in the file. */
  enum Label {
    CLIENT_EARLY_TRAFFIC_SECRET,
    EARLY_EXPORTER_SECRET,
    CLIENT_HANDSHAKE_TRAFFIC_SECRET,
    SERVER_HANDSHAKE_TRAFFIC_SECRET,
    CLIENT_TRAFFIC_SECRET_0,
    SERVER_TRAFFIC_SECRET_0,
    EXPORTER_SECRET,
    /** The main secret of TLS 1.2. */
    CLIENT_RANDOM
  }
}
