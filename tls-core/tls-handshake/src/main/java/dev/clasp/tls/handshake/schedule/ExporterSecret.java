package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.handshake.Exporter;

/**
 * {@code exporter_secret} or {@code early_exporter_secret} (RFC 9846 §7.5).
 *
 * <pre>{@code
 * TLS-Exporter(label, context_value, key_length) =
 *     HKDF-Expand-Label(Derive-Secret(Secret, label, ""),
 *                       "exporter", Hash(context_value), key_length)
 * }</pre>
 */
public final class ExporterSecret implements Exporter {
  private final KeySchedule schedule;
  private final Secret secret;

  ExporterSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  @Override
  public Secret export(String label, Bytes context, int length) {
    Tls13Kdf kdf = schedule.kdf();
    Secret perLabel = kdf.deriveSecret(secret, label, kdf.emptyHash());
    return kdf.expandLabel(perLabel, "exporter", schedule.hashOf(context), length);
  }
}
