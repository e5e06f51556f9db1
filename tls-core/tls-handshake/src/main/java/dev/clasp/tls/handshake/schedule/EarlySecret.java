package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;

/**
 * The first stage of the key schedule (RFC 9846 §7.1).
 *
 * <pre>{@code
 *             0
 *             |
 *             v
 * PSK -->  HKDF-Extract = Early Secret
 *             |
 *             +-----> Derive-Secret(., "ext binder" | "res binder" | "imp binder", "") = binder_key
 *             +-----> Derive-Secret(., "c e traffic", ClientHello) = client_early_traffic_secret
 *             +-----> Derive-Secret(., "e exp master", ClientHello) = early_exporter_secret
 *             v
 *       Derive-Secret(., "derived", "")
 * }</pre>
 *
 * <p>Gives no handshake and no application keys: those need the shared secret.
 */
public final class EarlySecret {
  private final KeySchedule schedule;
  private final Secret secret;

  EarlySecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  /** Where a PSK comes from; the labels keep one kind from passing for the other. */
  public enum PskKind {
    /** Provisioned outside of TLS. */
    EXTERNAL("ext binder"),
    /** Derived from one provisioned outside of TLS (RFC 9258 §5). */
    IMPORTED("imp binder"),
    /** From a NewSessionTicket. */
    RESUMPTION("res binder");

    private final String label;

    PskKind(String label) {
      this.label = label;
    }
  }

  /**
   * The value of a PskBinderEntry: an HMAC like that of Finished, under binder_key (RFC 9846
   * §4.3.11.2).
   *
   * @param truncatedHash {@code Transcript-Hash(Truncate(ClientHello1))}, or after a
   *     HelloRetryRequest {@code Transcript-Hash(ClientHello1, HelloRetryRequest,
   *     Truncate(ClientHello2))}
   */
  public Bytes binder(PskKind kind, Bytes truncatedHash) {
    Secret binderKey = schedule.kdf().deriveSecret(secret, kind.label, schedule.kdf().emptyHash());
    Bytes binder = FinishedKey.of(schedule, binderKey).mac(truncatedHash);
    binderKey.destroy();
    return binder;
  }

  /**
   * Protects early data.
   *
   * @param clientHello through the first ClientHello
   */
  public EarlyTrafficSecret clientEarlyTraffic(Transcript clientHello) {
    clientHello.requireThrough(HandshakeType.CLIENT_HELLO, 1);
    Secret traffic =
        schedule.deriveLogged(
            secret, "c e traffic", clientHello, KeyLog.Label.CLIENT_EARLY_TRAFFIC_SECRET);
    return new EarlyTrafficSecret(schedule, traffic);
  }

  /**
   * For exporters of early data; a call of its own, so that nobody uses it by accident (RFC 9846
   * §7.5).
   *
   * @param clientHello through the first ClientHello
   */
  public ExporterSecret earlyExporter(Transcript clientHello) {
    clientHello.requireThrough(HandshakeType.CLIENT_HELLO, 1);
    Secret exporter =
        schedule.deriveLogged(
            secret, "e exp master", clientHello, KeyLog.Label.EARLY_EXPORTER_SECRET);
    return new ExporterSecret(schedule, exporter);
  }

  /**
   * The next stage.
   *
   * @param sharedSecret of the key exchange (RFC 9846 §7.4)
   */
  public HandshakeSecret toHandshake(Secret sharedSecret) {
    return new HandshakeSecret(schedule, schedule.extractNext(secret, sharedSecret));
  }

  /** The next stage without a key exchange: {@code psk_ke}. */
  public HandshakeSecret toHandshakeWithoutKeyExchange() {
    return toHandshake(schedule.zeros());
  }

  /** Erases the secret; what was derived from it stays. */
  public void destroy() {
    secret.destroy();
  }
}
