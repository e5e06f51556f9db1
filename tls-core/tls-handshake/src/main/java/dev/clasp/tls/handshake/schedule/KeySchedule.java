package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Suite13;

/**
 * Where the key schedule of one connection starts (RFC 9846 §7.1): its hash, and who learns the
 * secrets.
 *
 * <p>The hash is the cipher suite's; for a PSK offered before a suite is chosen, the PSK's.
 */
public final class KeySchedule {
  private final Hashes hashes;
  private final Tls13Kdf kdf;
  private final KeyLog keyLog;
  private final Random clientRandom;

  /**
   * @param clientRandom of the first ClientHello, for the log
   */
  public KeySchedule(Hashes hashes, HashAlgorithm hash, KeyLog keyLog, Random clientRandom) {
    this.hashes = hashes;
    this.kdf = new Tls13Kdf(hashes, hash);
    this.keyLog = keyLog;
    this.clientRandom = clientRandom;
  }

  /** {@code HKDF-Extract(0, PSK)}. */
  public EarlySecret early(Secret psk) {
    return new EarlySecret(this, kdf.extract(zeros(), psk));
  }

  /** {@code HKDF-Extract(0, 0)}: "if PSK is not in use, Early Secret will still be" that. */
  public EarlySecret earlyWithoutPsk() {
    return early(zeros());
  }

  HashAlgorithm hash() {
    return kdf.algorithm();
  }

  Hashes hashes() {
    return hashes;
  }

  Tls13Kdf kdf() {
    return kdf;
  }

  Bytes hashOf(Bytes content) {
    return hashes.digest(hash(), content);
  }

  void requireHashOf(Suite13 suite) {
    if (suite.hash() != hash()) {
      throw new IllegalArgumentException(
          "suite: %s, expected one with %s".formatted(suite, hash()));
    }
  }

  /** "0": a string of Hash.length bytes set to zero. */
  Secret zeros() {
    return Secret.zeros(hash().length());
  }

  /** {@code Derive-Secret(., "derived", "")} as salt, the next input as keying material. */
  Secret extractNext(Secret current, Secret input) {
    Secret salt = kdf.deriveSecret(current, "derived", kdf.emptyHash());
    Secret next = kdf.extract(salt, input);
    salt.destroy();
    return next;
  }

  Secret derive(Secret secret, String label, Transcript transcript) {
    if (transcript.algorithm() != hash()) {
      throw new IllegalStateException(
          "transcript: hashed with %s, expected %s (RFC 9846 §7.1)"
              .formatted(transcript.algorithm(), hash()));
    }
    return kdf.deriveSecret(secret, label, transcript.hash());
  }

  Secret deriveLogged(Secret secret, String label, Transcript transcript, KeyLog.Label logged) {
    Secret derived = derive(secret, label, transcript);
    keyLog.log(logged, clientRandom, derived);
    return derived;
  }
}
