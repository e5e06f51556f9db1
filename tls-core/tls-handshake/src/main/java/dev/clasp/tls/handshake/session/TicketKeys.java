package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The keys that protect tickets: one to seal with now, several to open with. Thread-safe, and
 * called in the course of a handshake, so it has to answer at once.
 *
 * <p>Servers that share their keys accept each other's tickets. Whoever gets a key can read the
 * sessions in the tickets it sealed, and connections resumed with psk_ke: so keys change.
 */
public interface TicketKeys {
  /** How long a key seals, by default. */
  Duration PERIOD = Duration.ofHours(12);

  /** How many keys open, the current one included, by default: a ticket lives a day. */
  int ACCEPTED = 3;

  /** The key to seal with. */
  TicketKey current();

  /** The key of that name, unless it is too old. */
  Optional<TicketKey> find(Bytes name);

  /** Random keys of this process, a new one every {@link #PERIOD}. */
  static TicketKeys rotating(CryptoProvider crypto, InstantSource clock) {
    return new RotatingTicketKeys(crypto.random(), clock, PERIOD, ACCEPTED);
  }

  /**
   * Keys derived from a secret that several servers share, a new one every {@link #PERIOD}; their
   * clocks may differ by as much. Whoever gets the secret can open every ticket there ever was, so
   * it is to be replaced now and then, too.
   *
   * @param shared 32 bytes or more, of full entropy
   */
  static TicketKeys shared(CryptoProvider crypto, Secret shared, InstantSource clock) {
    return new SharedTicketKeys(crypto.hashes(), shared, clock, PERIOD, ACCEPTED);
  }
}
