package dev.clasp.tls.handshake.psk;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.extension.PskIdentity;
import dev.clasp.tls.handshake.schedule.EarlySecret.PskKind;
import dev.clasp.tls.handshake.session.Session13;
import java.time.Instant;
import java.util.Optional;

/**
 * A pre-shared key that is offered or selected (RFC 9846 §4.3.11).
 *
 * @param identity what stands for it on the wire
 * @param hash of the suites it goes with: "Each PSK is associated with a single Hash algorithm"
 * @param session what the ticket resumes; empty for a key from outside
 */
public record PreSharedKey(
    Bytes identity, PskKind kind, Secret key, HashAlgorithm hash, Optional<Session13> session) {

  /** Of a NewSessionTicket. */
  public static PreSharedKey resuming(Bytes ticket, Session13 session) {
    return new PreSharedKey(
        ticket, PskKind.RESUMPTION, session.secret(), session.suite().hash(), Optional.of(session));
  }

  public static PreSharedKey external(ExternalPsk psk) {
    return new PreSharedKey(
        psk.identity(), PskKind.EXTERNAL, psk.key(), psk.hash(), Optional.empty());
  }

  /** "For identities established externally, an obfuscated_ticket_age of 0 SHOULD be used". */
  public PskIdentity offered(Instant now) {
    return new PskIdentity(identity, session.map(ticket -> ticket.obfuscatedAge(now)).orElse(0L));
  }
}
