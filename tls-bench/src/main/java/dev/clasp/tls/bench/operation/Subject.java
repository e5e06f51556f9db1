package dev.clasp.tls.bench.operation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One operation that several peers do.
 *
 * @param name such as {@code x25519.agreement}; patterns are matched against it
 * @param what one operation is, for people
 * @param quick whether a quick run without a pattern measures it
 * @param makers by whom it can be done, in the order of reports
 * @param measure what is asked about it
 */
public record Subject(
    String name, String what, boolean quick, Map<Peer, Operation.Maker> makers, Measure measure) {
  public Subject {
    makers = Collections.unmodifiableMap(new EnumMap<>(makers));
  }

  /** One whose time is asked for, in one thread. */
  public Subject(String name, String what, boolean quick, Map<Peer, Operation.Maker> makers) {
    this(name, what, quick, makers, new Measure.Time(1, false));
  }

  /**
   * Sets the operation up.
   *
   * @throws Unavailable when this peer does not do this here, with the reason
   */
  public Operation make(Peer peer) throws Unavailable {
    Operation.Maker maker = makers.get(peer);
    if (maker == null) {
      throw new Unavailable(peer.label() + " is no peer of " + name);
    }
    try {
      return maker.make();
    } catch (Unavailable e) {
      throw e;
    } catch (Exception | LinkageError e) {
      throw new Unavailable(e.toString(), e);
    }
  }

  /**
   * Runs the operation once, to see that the peer really can.
   *
   * @throws Unavailable when it cannot
   */
  public void probe(Peer peer) throws Unavailable {
    Operation operation = make(peer);
    try {
      operation.run();
    } catch (Exception | LinkageError e) {
      throw new Unavailable(e.toString(), e);
    }
  }
}
