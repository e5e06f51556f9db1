package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;

/**
 * {@code [sender]_handshake_traffic_secret} (RFC 9846 §7.1): protects the sender's handshake
 * records and is the Base Key of its Finished (§4.5.3).
 */
public final class HandshakeTrafficSecret implements TrafficSecret {
  private final KeySchedule schedule;
  private final Secret secret;

  HandshakeTrafficSecret(KeySchedule schedule, Secret secret) {
    this.schedule = schedule;
    this.secret = secret;
  }

  @Override
  public Epoch13 epoch(Suite13 suite) {
    schedule.requireHashOf(suite);
    return new Epoch13(Epoch13.Kind.HANDSHAKE, suite, secret);
  }

  /**
   * The content of the sender's Finished.
   *
   * <pre>{@code
   * verify_data = HMAC(finished_key,
   *                    Transcript-Hash(Handshake Context, Certificate*, CertificateVerify*))
   * }</pre>
   *
   * @param transcript through the message before that Finished
   */
  public Bytes verifyData(Transcript transcript) {
    return FinishedKey.of(schedule, secret).mac(transcript.hash());
  }

  /**
   * Checks the sender's Finished. CT: reveals the verdict only.
   *
   * @param verifyData received
   * @param transcript through the message before that Finished
   * @throws DecodeException {@code decode_error} when it is not {@code Hash.length} bytes
   * @throws ProtocolViolation {@code decrypt_error} when it is another value
   */
  public FinishedVerified verify(Bytes verifyData, Transcript transcript) throws TlsException {
    return FinishedKey.of(schedule, secret).verify(verifyData, transcript.hash());
  }
}
