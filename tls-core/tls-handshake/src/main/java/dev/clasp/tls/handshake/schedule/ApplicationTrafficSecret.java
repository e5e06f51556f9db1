package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;

/**
 * {@code [sender]_application_traffic_secret_N} (RFC 9846 §7.1, §7.2): protects everything the
 * sender sends behind its Finished.
 */
public final class ApplicationTrafficSecret implements TrafficSecret {
  private final KeySchedule schedule;
  private final Secret secret;
  private final long generation;

  ApplicationTrafficSecret(KeySchedule schedule, Secret secret, long generation) {
    this.schedule = schedule;
    this.secret = secret;
    this.generation = generation;
  }

  @Override
  public Epoch13 epoch(Suite13 suite) {
    schedule.requireHashOf(suite);
    return new Epoch13(Epoch13.Kind.APPLICATION, suite, secret);
  }

  /** N: how many KeyUpdates of its sender it has seen. */
  public long generation() {
    return generation;
  }

  /**
   * The content of a client's Finished behind the handshake: its Base Key is {@code
   * client_application_traffic_secret_N} (RFC 9846 §4.5).
   *
   * @param transcript {@code ClientHello...client Finished}, the CertificateRequest, and the
   *     client's messages before that Finished
   */
  public Bytes verifyData(Transcript transcript) {
    return FinishedKey.of(schedule, secret).mac(transcript.hash());
  }

  /**
   * Checks a client's Finished behind the handshake. CT: reveals the verdict only.
   *
   * @param transcript as for {@link #verifyData}
   * @throws TlsException {@code decode_error} or {@code decrypt_error}
   */
  public FinishedVerified verify(Bytes verifyData, Transcript transcript) throws TlsException {
    return FinishedKey.of(schedule, secret).verify(verifyData, transcript.hash());
  }

  /**
   * The secret after the sender's next KeyUpdate.
   *
   * <pre>{@code
   * application_traffic_secret_N+1 =
   *     HKDF-Expand-Label(application_traffic_secret_N, "traffic upd", "", Hash.length)
   * }</pre>
   */
  public ApplicationTrafficSecret next() {
    Secret next =
        schedule.kdf().expandLabel(secret, "traffic upd", Bytes.empty(), schedule.hash().length());
    return new ApplicationTrafficSecret(schedule, next, generation + 1);
  }
}
