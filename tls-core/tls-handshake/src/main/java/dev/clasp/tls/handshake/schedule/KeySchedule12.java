package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.Suite12;
import java.util.Set;

/**
 * Where the keys of one TLS 1.2 connection start: suite, both randoms, and who learns the secret.
 *
 * <pre>{@code
 * premaster secret --+-- main(.)                  PRF(., "master secret", client and server random)
 *                    |                                                             RFC 5246 §8.1
 *                    +-- extendedMain(., CH..CKE) PRF(., "extended master secret", session hash)
 *                    |                                                             RFC 7627 §4
 *                    v
 * of a session --> MainSecret12 --+-- keyBlock()          RFC 5246 §6.3
 *   resumed(.)                    +-- clientVerifyData(.) RFC 5246 §7.4.9
 *                                 +-- serverVerifyData(.)
 *                                 +-- export(.)           RFC 5705
 * }</pre>
 *
 * <p>"Main secret" is RFC 9846's name for what RFC 5246 calls the master secret; the labels stay.
 */
public final class KeySchedule12 {
  /** Of every main secret, in bytes (RFC 5246 §8.1). */
  public static final int MAIN_SECRET_LENGTH = 48;

  private final Suite12 suite;
  private final Tls12Prf prf;
  private final KeyLog keyLog;
  private final Random clientRandom;
  private final Random serverRandom;

  public KeySchedule12(
      Hashes hashes, Suite12 suite, KeyLog keyLog, Random clientRandom, Random serverRandom) {
    this.suite = suite;
    this.prf = new Tls12Prf(hashes, suite.hash());
    this.keyLog = keyLog;
    this.clientRandom = clientRandom;
    this.serverRandom = serverRandom;
  }

  /**
   * The classic main secret (RFC 5246 §8.1), which does not depend on the rest of the handshake.
   *
   * <pre>{@code
   * PRF(pre_master_secret, "master secret", ClientHello.random + ServerHello.random)[0..47]
   * }</pre>
   *
   * @param premaster from {@link Premaster}; erased
   */
  public MainSecret12 main(Secret premaster) {
    return made(premaster, "master secret", clientRandom.bytes().plus(serverRandom.bytes()), false);
  }

  /**
   * The extended main secret (RFC 7627 §4).
   *
   * <pre>{@code
   * PRF(pre_master_secret, "extended master secret", session_hash)[0..47]
   * }</pre>
   *
   * @param premaster from {@link Premaster}; erased
   * @param clientKeyExchange {@code ClientHello...ClientKeyExchange}: the session hash covers these
   *     and no CertificateVerify (RFC 7627 §3)
   */
  public MainSecret12 extendedMain(Secret premaster, Transcript clientKeyExchange) {
    requireEnd(clientKeyExchange, Set.of(HandshakeType.CLIENT_KEY_EXCHANGE), 0, Rfc.rfc(7627, "3"));
    return made(premaster, "extended master secret", clientKeyExchange.hash(), true);
  }

  /**
   * The main secret of an earlier session, for an abbreviated handshake (RFC 5246 §7.3).
   *
   * @param mainSecret {@value #MAIN_SECRET_LENGTH} bytes, copied
   * @param extended whether the session's was made by {@link #extendedMain} (RFC 7627 §5.3)
   */
  public MainSecret12 resumed(Secret mainSecret, boolean extended) {
    if (mainSecret.size() != MAIN_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "mainSecret: %d bytes, expected %d".formatted(mainSecret.size(), MAIN_SECRET_LENGTH));
    }
    Secret copy = mainSecret.slice(0, MAIN_SECRET_LENGTH);
    keyLog.log(KeyLog.Label.CLIENT_RANDOM, clientRandom, copy);
    return new MainSecret12(this, copy, extended, true);
  }

  private MainSecret12 made(Secret premaster, String label, Bytes seed, boolean extended) {
    Secret secret = prf.derive(premaster, label, seed, MAIN_SECRET_LENGTH);
    premaster.destroy();
    keyLog.log(KeyLog.Label.CLIENT_RANDOM, clientRandom, secret);
    return new MainSecret12(this, secret, extended, false);
  }

  Suite12 suite() {
    return suite;
  }

  Tls12Prf prf() {
    return prf;
  }

  Random clientRandom() {
    return clientRandom;
  }

  Random serverRandom() {
    return serverRandom;
  }

  /**
   * Demands that a transcript has the suite's hash and ends where the formula says.
   *
   * @param last one of these is the last message
   * @param finished so many Finished are in it
   * @throws IllegalStateException otherwise: our own mistake, no peer can cause it
   */
  void requireEnd(Transcript transcript, Set<HandshakeType> last, int finished, Rfc clause) {
    if (transcript.algorithm() != suite.hash()) {
      throw new IllegalStateException(
          "transcript: hashed with %s, expected %s (RFC 5246 §7.4.9)"
              .formatted(transcript.algorithm(), suite.hash()));
    }
    var types = transcript.types();
    boolean ends = !types.isEmpty() && last.contains(types.get(types.size() - 1));
    if (!ends || types.stream().filter(HandshakeType.FINISHED::equals).count() != finished) {
      throw new IllegalStateException(
          "transcript: %s, expected to end with one of %s and to hold %d finished (%s)"
              .formatted(types, last, finished, clause));
    }
  }
}
