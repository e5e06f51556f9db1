package dev.clasp.tls.bench.operation;

import dev.clasp.tls.bench.operation.Scenario.Kind;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole connections in memory, both sides in one thread: AES-128-GCM, the server's chain validated
 * against a trust anchor and its name checked. The peers' sides are their {@code SSLEngine}s.
 */
final class Connections {
  /** The whole TLS stacks. */
  static final List<Peer> STACKS = List.of(Peer.CLASP, Peer.JDK, Peer.BC, Peer.CONSCRYPT);

  private static final int CONNECTIONS = 2000;

  /** What belongs to both sides of all connections, as in a real program; by peer. */
  private static final Map<Scenario, ClaspConfigs> CONFIGS = new HashMap<>();

  private static final Map<Peer, Map<Scenario, EngineContexts>> CONTEXTS = new HashMap<>();

  private Connections() {}

  /** Makes a client and a server that have not spoken yet. */
  interface LoopFactory {
    Loop make() throws Exception;
  }

  static List<Subject> subjects() {
    Scenario p256 = Scenario.of(KeyType.P256);
    List<Subject> subjects = new ArrayList<>();
    subjects.add(handshake("handshake.p256", p256, true));
    subjects.add(
        handshake("handshake.p256.X25519MLKEM768", p256.with(NamedGroup.X25519MLKEM768), true));
    subjects.add(handshake("handshake.p256.secp256r1", p256.with(NamedGroup.SECP256R1), false));
    subjects.add(handshake("handshake.p256.secp384r1", p256.with(NamedGroup.SECP384R1), false));
    subjects.add(
        handshake(
            "handshake.p256.SecP256r1MLKEM768", p256.with(NamedGroup.SECP256R1MLKEM768), false));
    subjects.add(handshake("handshake.p384", Scenario.of(KeyType.P384), false));
    subjects.add(handshake("handshake.ed25519", Scenario.of(KeyType.ED25519), false));
    subjects.add(handshake("handshake.rsa", Scenario.of(KeyType.RSA_2048), false));
    subjects.add(handshake("handshake.clientauth", p256.withClientAuth(), false));
    subjects.add(handshake("handshake.resumed", p256.with(Kind.RESUMED), true));
    subjects.add(handshake("handshake.earlydata", p256.with(Kind.EARLY_DATA), false));

    Scenario ecdsa12 = Scenario.of(Suite12.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, KeyType.P256);
    Scenario rsa12 = Scenario.of(Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, KeyType.RSA_2048);
    Scenario transport12 = Scenario.of(Suite12.TLS_RSA_WITH_AES_128_GCM_SHA256, KeyType.RSA_2048);
    subjects.add(handshake("handshake12.ecdhe-ecdsa", ecdsa12, false));
    subjects.add(handshake("handshake12.ecdhe-rsa", rsa12, false));
    subjects.add(handshake("handshake12.rsa", transport12, false));
    subjects.add(handshake("handshake12.resumed", ecdsa12.with(Kind.RESUMED), false));

    for (int threads : List.of(1, 2, 4)) {
      Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
      for (Peer peer : STACKS) {
        makers.put(peer, () -> handshake(loops(peer, p256), Kind.FULL));
      }
      subjects.add(
          new Subject(
              "threads." + threads,
              "full handshakes in " + threads + " threads at once: the time of all, for each",
              false,
              makers,
              new Measure.Time(threads, false)));
    }
    for (int size : List.of(64, 256, 1024, 4096, 16384, 65536, 262144, 1048576)) {
      subjects.add(transfer(size, size == 16384));
    }
    subjects.add(idle());
    subjects.add(fresh());
    return subjects;
  }

  static LoopFactory loops(Peer peer, Scenario scenario) throws Exception {
    Wires wires = Wires.allocate();
    if (peer == Peer.CIPHER) {
      return CipherLoop::new;
    }
    if (peer == Peer.CLASP) {
      ClaspConfigs configs = configs(scenario);
      return () -> new ClaspLoop(configs, scenario, wires.cleared());
    }
    EngineContexts contexts = contexts(peer, scenario);
    return () -> new EngineLoop(contexts, wires.cleared());
  }

  private static synchronized ClaspConfigs configs(Scenario scenario) throws Exception {
    ClaspConfigs made = CONFIGS.get(scenario);
    if (made == null) {
      made = ClaspConfigs.of(scenario);
      CONFIGS.put(scenario, made);
    }
    return made;
  }

  private static synchronized EngineContexts contexts(Peer peer, Scenario scenario)
      throws Exception {
    Map<Scenario, EngineContexts> ofPeer =
        CONTEXTS.computeIfAbsent(peer, unused -> new HashMap<>());
    EngineContexts made = ofPeer.get(scenario);
    if (made == null) {
      made = EngineContexts.of(peer, scenario);
      ofPeer.put(scenario, made);
    }
    return made;
  }

  private static Subject handshake(String name, Scenario scenario, boolean quick) {
    String what =
        switch (scenario.kind()) {
          case FULL -> "a full handshake, both sides";
          case RESUMED -> "a resumed handshake with a key exchange of its own, both sides";
          case EARLY_DATA -> "a resumed handshake with 100 bytes of early data, both sides";
        };
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : scenario.kind() == Kind.EARLY_DATA ? List.of(Peer.CLASP) : STACKS) {
      makers.put(peer, () -> handshake(loops(peer, scenario), scenario.kind()));
    }
    return new Subject(name, what, quick, makers, new Measure.Time(1, true));
  }

  /** Refuses to time one thing for another. */
  private static Operation handshake(LoopFactory loops, Kind kind) throws Exception {
    if (kind != Kind.FULL) {
      loops.make().handshake(); // as strangers, for the first ticket
    }
    return () -> {
      Loop loop = loops.make();
      loop.handshake();
      if (kind != Kind.FULL && !loop.resumed()) {
        throw new Unavailable("the session was not resumed");
      }
      if (kind == Kind.EARLY_DATA && !loop.tookEarlyData()) {
        throw new Unavailable("the early data was not taken");
      }
      return loop;
    };
  }

  private static Subject transfer(int size, boolean quick) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : List.of(Peer.CLASP, Peer.JDK, Peer.BC, Peer.CONSCRYPT, Peer.CIPHER)) {
      if (!quick || peer != Peer.BC) { // a hundred times slower than the rest
        makers.put(peer, () -> transfer(loops(peer, Scenario.of(KeyType.P256)), size));
      }
    }
    return new Subject(
        "record." + size,
        size + " bytes written by one side and read by the other",
        quick,
        makers,
        new Measure.Time(1, true));
  }

  private static Operation transfer(LoopFactory loops, int size) throws Exception {
    Loop loop = loops.make();
    loop.handshake();
    ByteBuffer source = ByteBuffer.allocate(size);
    ByteBuffer target = ByteBuffer.allocate(Math.max(1 << 15, 2 * size));
    return () -> {
      int arrived = loop.transfer(source.rewind(), target.clear());
      if (arrived != size) {
        throw new IllegalStateException("%d bytes arrived, sent %d".formatted(arrived, size));
      }
      return target;
    };
  }

  private static Subject idle() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : STACKS) {
      makers.put(
          peer,
          () -> {
            LoopFactory loops = loops(peer, Scenario.of(KeyType.P256));
            loops.make().handshake(); // what is loaded once is not a connection's
            return () -> {
              List<Loop> open = new ArrayList<>();
              for (int i = 0; i < CONNECTIONS; i++) {
                Loop loop = loops.make();
                loop.handshake();
                open.add(loop);
              }
              return open;
            };
          });
    }
    return new Subject(
        "memory.idle",
        "heap kept by one side of an established connection that waits, of " + CONNECTIONS,
        true,
        makers,
        new Measure.Retained(2 * CONNECTIONS));
  }

  private static Subject fresh() {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : STACKS) {
      makers.put(
          peer,
          () -> {
            LoopFactory loops = loops(peer, Scenario.of(KeyType.P256));
            return () -> {
              Loop loop = loops.make();
              loop.handshake();
              return loop;
            };
          });
    }
    return new Subject(
        "first.handshake",
        "from the start of a fresh JVM to its first full handshake done, both sides",
        false,
        makers,
        new Measure.FirstRun());
  }
}
