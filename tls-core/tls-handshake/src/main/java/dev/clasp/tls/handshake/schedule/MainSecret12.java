package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.Exporter;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.Set;

/**
 * The main (master) secret of a TLS 1.2 session, in one connection.
 *
 * <p>Finished covers everything before it, so what a transcript must end with depends on the
 * handshake:
 *
 * <pre>{@code
 *              client's verify_data                     server's verify_data
 * full         ..ClientKeyExchange [CertificateVerify]  ..client Finished [NewSessionTicket]
 * abbreviated  ..server Finished                        ..ServerHello [NewSessionTicket]
 * }</pre>
 */
public final class MainSecret12 implements Exporter {
  /** "verify_data_length [...] is 12" for every suite here (RFC 5246 §7.4.9). */
  public static final int VERIFY_DATA_LENGTH = 12;

  private static final Rfc FINISHED = Rfc.rfc5246("7.4.9", 1);

  /** "exporter labels have the potential to collide with existing PRF labels" (RFC 5705 §4). */
  private static final Set<String> RESERVED_LABELS =
      Set.of(
          "client finished",
          "server finished",
          "master secret",
          "extended master secret",
          "key expansion");

  private final KeySchedule12 schedule;
  private final Secret secret;
  private final boolean extended;
  private final boolean resumed;

  MainSecret12(KeySchedule12 schedule, Secret secret, boolean extended, boolean resumed) {
    this.schedule = schedule;
    this.secret = secret;
    this.extended = extended;
    this.resumed = resumed;
  }

  /** Whether it depends on the whole handshake that made it (RFC 7627). */
  public boolean isExtended() {
    return extended;
  }

  /** A copy to keep with the session. */
  public Secret forSession() {
    return secret.slice(0, secret.size());
  }

  /**
   * The keys of both sides (RFC 5246 §6.3).
   *
   * @param encryptThenMac whether both sides have agreed on it (RFC 7366)
   */
  public KeyBlock12 keyBlock(boolean encryptThenMac) {
    return KeyBlock12.derive(schedule, secret, encryptThenMac);
  }

  /**
   * {@code verify_data} of the client's Finished: {@value #VERIFY_DATA_LENGTH} bytes.
   *
   * <pre>{@code
   * PRF(master_secret, "client finished", Hash(handshake_messages))[0..11]
   * }</pre>
   *
   * @param transcript all messages before it
   */
  public Bytes clientVerifyData(Transcript transcript) {
    return verifyData("client finished", atClientFinished(transcript));
  }

  /**
   * {@code verify_data} of the server's Finished: {@value #VERIFY_DATA_LENGTH} bytes.
   *
   * @param transcript all messages before it
   */
  public Bytes serverVerifyData(Transcript transcript) {
    return verifyData("server finished", atServerFinished(transcript));
  }

  /**
   * Checks {@code verify_data} of the client's Finished.
   *
   * @param transcript all messages before it
   * @throws TlsException {@code decode_error} on another length, {@code decrypt_error} when it does
   *     not match
   */
  public FinishedVerified verifyClient(Bytes verifyData, Transcript transcript)
      throws TlsException {
    return verify(verifyData, "client finished", atClientFinished(transcript));
  }

  /**
   * Checks {@code verify_data} of the server's Finished.
   *
   * @param transcript all messages before it
   * @throws TlsException {@code decode_error} on another length, {@code decrypt_error} when it does
   *     not match
   */
  public FinishedVerified verifyServer(Bytes verifyData, Transcript transcript)
      throws TlsException {
    return verify(verifyData, "server finished", atServerFinished(transcript));
  }

  /**
   * Keying material with no context: another value than with an empty one (RFC 5705 §4).
   *
   * <pre>{@code
   * PRF(master_secret, label, client_random + server_random)[length]
   * }</pre>
   */
  @Override
  public Secret export(String label, int length) {
    return exported(label, randoms(), length);
  }

  /**
   * Keying material with a context, be it empty.
   *
   * <pre>{@code
   * PRF(master_secret, label,
   *     client_random + server_random + context_value_length + context_value)[length]
   * }</pre>
   *
   * @param context at most 2^16-1 bytes
   */
  @Override
  public Secret export(String label, Bytes context, int length) {
    if (context.size() > 0xFFFF) {
      throw new IllegalArgumentException(
          "context: %d bytes, expected 0..65535 (RFC 5705 §4)".formatted(context.size()));
    }
    Bytes contextLength = Bytes.of(context.size() >> 8, context.size());
    return exported(label, Bytes.concat(randoms(), contextLength, context), length);
  }

  /** Erases the secret; what was derived from it stays. */
  public void destroy() {
    secret.destroy();
  }

  private Secret exported(String label, Bytes seed, int length) {
    if (label.isEmpty() || RESERVED_LABELS.contains(label)) {
      throw new IllegalArgumentException(
          "label: '%s', expected one that is not TLS's own (RFC 5705 §4)".formatted(label));
    }
    return schedule.prf().derive(secret, label, seed, length);
  }

  private Bytes randoms() {
    return schedule.clientRandom().bytes().plus(schedule.serverRandom().bytes());
  }

  private Bytes verifyData(String label, Transcript transcript) {
    return schedule.prf().derivePublic(secret, label, transcript.hash(), VERIFY_DATA_LENGTH);
  }

  private Transcript atClientFinished(Transcript transcript) {
    Set<HandshakeType> last =
        resumed
            ? Set.of(HandshakeType.FINISHED)
            : Set.of(HandshakeType.CLIENT_KEY_EXCHANGE, HandshakeType.CERTIFICATE_VERIFY);
    schedule.requireEnd(transcript, last, resumed ? 1 : 0, FINISHED);
    return transcript;
  }

  private Transcript atServerFinished(Transcript transcript) {
    HandshakeType before = resumed ? HandshakeType.SERVER_HELLO : HandshakeType.FINISHED;
    Set<HandshakeType> last = Set.of(before, HandshakeType.NEW_SESSION_TICKET);
    schedule.requireEnd(transcript, last, resumed ? 0 : 1, FINISHED);
    return transcript;
  }

  private FinishedVerified verify(Bytes verifyData, String label, Transcript transcript)
      throws TlsException {
    // "opaque verify_data[verify_data_length]": a length is syntax.
    if (verifyData.size() != VERIFY_DATA_LENGTH) {
      throw new DecodeException(
          "Finished.verify_data",
          "%d bytes, expected %d".formatted(verifyData.size(), VERIFY_DATA_LENGTH),
          FINISHED);
    }
    // "Recipients of Finished messages MUST verify that the contents are correct."
    Secret expected = schedule.prf().derive(secret, label, transcript.hash(), VERIFY_DATA_LENGTH);
    if (!expected.equals(Secret.copyOf(verifyData))) {
      throw ProtocolViolation.decryptError(
          FINISHED, "Finished.verify_data: does not match the handshake");
    }
    return new FinishedVerified();
  }
}
