package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import java.util.ArrayList;
import java.util.List;

/** Collects what happens at one end. Not thread-safe. */
public final class Observer {
  private final Side side;
  private final List<Happening> happenings = new ArrayList<>();

  public Observer(Side side) {
    this.side = side;
  }

  /** Whose end. */
  public Side side() {
    return side;
  }

  /** In the order it happened. */
  public List<Happening> happenings() {
    return List.copyOf(happenings);
  }

  /** Notes a secret that the stack logs. */
  public void noteLogged(KeyLog.Label label, Secret secret) {
    note(new Happening.SecretLogged(label, secret.slice(0, secret.size())));
  }

  void note(Happening happening) {
    happenings.add(happening);
  }
}
