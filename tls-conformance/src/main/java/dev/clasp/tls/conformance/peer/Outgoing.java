package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.util.Optional;

/**
 * A message about to be sent, and how; modifiers change it.
 *
 * @param type of the record content
 * @param bytes the whole message
 * @param protection a last change to each record's protected body
 * @param split cut it and keep the rest
 * @param queued hold it for FlushMessageQueue
 * @param cbc a change in front of the encryption by a CBC suite
 * @param counts whether transcript and keys follow
 */
public record Outgoing(
    int type,
    Bytes bytes,
    Protection protection,
    Optional<Split> split,
    boolean queued,
    Optional<CbcChange> cbc,
    boolean counts) {
  /** A change to a record's body behind its protection. */
  @FunctionalInterface
  public interface Protection {
    Bytes apply(Bytes body) throws ScriptException;
  }

  /**
   * Where the rest of a message goes.
   *
   * @param list name of the shared list
   * @param size of each piece, in bytes
   */
  public record Split(String list, int size) {}

  /** Sent whole, at once, as it is. */
  public static Outgoing of(int type, Bytes bytes) {
    return new Outgoing(type, bytes, body -> body, Optional.empty(), false, Optional.empty(), true);
  }

  public Outgoing withBytes(Bytes other) {
    return new Outgoing(type, other, protection, split, queued, cbc, counts);
  }

  public Outgoing withProtection(Protection change) {
    return new Outgoing(
        type, bytes, body -> change.apply(protection.apply(body)), split, queued, cbc, counts);
  }

  public Outgoing splitInto(Split pieces) {
    return new Outgoing(type, bytes, protection, Optional.of(pieces), queued, cbc, counts);
  }

  public Outgoing inQueue() {
    return new Outgoing(type, bytes, protection, split, true, cbc, counts);
  }

  public Outgoing withoutEffect() {
    return new Outgoing(type, bytes, protection, split, queued, cbc, false);
  }

  public Outgoing withPlaintext(CbcChange change) {
    return new Outgoing(type, bytes, protection, split, queued, Optional.of(change), counts);
  }
}
