package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.handshake.session.SessionKey;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A full store of sessions: does it matter how many it has? */
final class SessionStores {
  private static final int ID_LENGTH = 32; // bytes

  private SessionStores() {}

  static List<Subject> subjects() {
    List<Subject> subjects = new ArrayList<>();
    for (int size = 1000; size <= 1_000_000; size *= 10) {
      int sessions = size;
      subjects.add(
          new Subject(
              "sessions." + size,
              "one session taken from a store of " + size + ", and another put in",
              false,
              Map.of(Peer.CLASP, () -> store(sessions)),
              new Measure.Time(1, true)));
    }
    return subjects;
  }

  private static Operation store(int size) throws Exception {
    Scenario scenario = Scenario.of(KeyType.P256).with(Scenario.Kind.RESUMED);
    ClaspConfigs configs = ClaspConfigs.of(scenario);
    new ClaspLoop(configs, scenario, Wires.allocate()).handshake();
    Session session =
        configs
            .sessions()
            .find(SessionKey.client13(ReferenceIdentity.of(Identities.SERVER_NAME)))
            .orElseThrow();
    InMemorySessions store = new InMemorySessions(size, Long.MAX_VALUE, InstantSource.system());
    for (int i = 0; i < size; i++) {
      store.put(key(i), session);
    }
    Turn turn = new Turn(size);
    return () -> {
      SessionKey key = key(turn.next());
      Session taken = store.take(key).orElseThrow();
      store.put(key, taken);
      return taken;
    };
  }

  private static SessionKey key(int number) {
    return SessionKey.server13(Bytes.copyOf(ByteBuffer.allocate(ID_LENGTH).putInt(0, number)));
  }
}
