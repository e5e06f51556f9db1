package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import java.util.ArrayList;
import java.util.List;

/** What was sent and received, in order, for the report. */
public final class Exchange {
  /** Who did it. */
  public enum Side {
    SENT,
    RECEIVED,
    LOCAL
  }

  /**
   * One thing that happened.
   *
   * @param milliseconds since the conversation began
   * @param what in a few words, such as {@code ClientHello}
   * @param bytes the message, or the record's content, without protection; may be empty
   * @param handshake whether {@code bytes} are handshake messages, to be decoded for the report
   */
  public record Event(long milliseconds, Side side, String what, Bytes bytes, boolean handshake) {}

  private final long start = System.nanoTime();
  private final List<Event> events = new ArrayList<>();

  void add(Side side, String what, Bytes bytes, boolean handshake) {
    long elapsed = (System.nanoTime() - start) / 1_000_000;
    events.add(new Event(elapsed, side, what, bytes, handshake));
  }

  public List<Event> events() {
    return List.copyOf(events);
  }
}
