package dev.clasp.tls.handshake.schedule;

import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;

/**
 * The traffic secrets of an established connection, in both directions (RFC 9846 §7.2).
 *
 * @param awaitsUpdate whether we asked the peer for a KeyUpdate that has not come yet
 */
public record ApplicationKeys(
    Suite13 suite,
    ApplicationTrafficSecret read,
    ApplicationTrafficSecret write,
    boolean awaitsUpdate) {
  /** "sending implementations MUST NOT allow the epoch ... to exceed 2^48-1" (RFC 9846 §4.7.3). */
  private static final long MAX_GENERATION = (1L << 48) - 1;

  public static ApplicationKeys of(
      Suite13 suite, ApplicationTrafficSecret read, ApplicationTrafficSecret write) {
    return new ApplicationKeys(suite, read, write, false);
  }

  public Epoch13 readEpoch() {
    return read.epoch(suite);
  }

  public Epoch13 writeEpoch() {
    return write.epoch(suite);
  }

  /** Behind the peer's KeyUpdate, which also answers any request of ours. */
  public ApplicationKeys withNextRead() {
    return new ApplicationKeys(suite, read.next(), write, false);
  }

  /**
   * Behind a KeyUpdate of ours.
   *
   * @param requested whether it asked the peer for one
   */
  public ApplicationKeys withNextWrite(boolean requested) {
    return new ApplicationKeys(suite, read, write.next(), awaitsUpdate || requested);
  }

  /** Whether one more KeyUpdate of ours stays within the limit. */
  public boolean mayUpdateWrite() {
    return write.generation() < MAX_GENERATION;
  }
}
