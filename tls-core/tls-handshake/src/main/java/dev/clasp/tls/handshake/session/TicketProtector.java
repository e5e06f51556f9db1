package dev.clasp.tls.handshake.session;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Envelope;
import dev.clasp.tls.protocol.DecodeException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes tickets that hold the session themselves, so that the server keeps nothing (RFC 9846
 * §4.7.1: "a self-encrypted and self-authenticated value"). Thread-safe.
 *
 * <pre>{@code
 * ticket = key_name[16] || Envelope(key, key_name, session)
 * }</pre>
 */
public final class TicketProtector {
  private final CryptoProvider crypto;
  private final TicketKeys keys;
  private final InstantSource clock;

  /**
   * @param clock by which sessions expire
   */
  public TicketProtector(CryptoProvider crypto, TicketKeys keys, InstantSource clock) {
    this.crypto = crypto;
    this.keys = keys;
    this.clock = clock;
  }

  /** A new ticket every time; may be longer than the 2^16-1 bytes a message takes. */
  public Bytes seal(Session session) {
    TicketKey key = keys.current();
    return key.name()
        .plus(
            new Envelope(crypto, key.key())
                .seal(key.name(), SessionCodec.encode(session), session.secret()));
  }

  /**
   * The session; empty for a ticket that is not ours, was changed, is sealed with a key we have
   * dropped, or has expired. Which of them must not matter: there is a full handshake instead.
   */
  public Optional<Session> open(Bytes ticket) {
    if (ticket.size() < TicketKey.NAME_LENGTH) {
      return Optional.empty();
    }
    Bytes name = ticket.first(TicketKey.NAME_LENGTH);
    Optional<TicketKey> key = keys.find(name);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try {
      Envelope.Opened opened =
          new Envelope(crypto, key.get().key())
              .open(name, ticket.slice(TicketKey.NAME_LENGTH, ticket.size()));
      Session session = SessionCodec.decode(opened.content(), opened.secret());
      return Optional.of(session).filter(found -> !found.isExpired(clock.instant()));
    } catch (AuthenticationFailed | DecodeException e) {
      return Optional.empty(); // a DecodeException: sealed by another version of us
    }
  }
}
