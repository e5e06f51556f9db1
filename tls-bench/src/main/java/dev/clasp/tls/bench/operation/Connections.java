package dev.clasp.tls.bench.operation;

import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.protocol.NamedGroup;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/**
 * Whole connections in memory, both sides in one thread: TLS 1.3, x25519, AES-128-GCM, the server's
 * chain validated against a trust anchor and its name checked. The JDK's side is JSSE.
 */
final class Connections {
  private Connections() {}

  /** Makes a client and a server that have not spoken yet. */
  interface LoopFactory {
    Loop make() throws Exception;
  }

  static List<Subject> subjects() {
    return List.of(
        handshake(KeyType.P256, true),
        handshake(KeyType.RSA_2048, false),
        transfer(64, false),
        transfer(1024, false),
        transfer(16384, true));
  }

  static LoopFactory loops(Peer peer, KeyType certificate) throws Exception {
    Identities identities = Identities.of(certificate);
    switch (peer) {
      case CLASP:
        return identities.clasp(NamedGroup.X25519);
      case JDK:
        SSLContext context = JsseLoop.context(identities, "x25519");
        Wires wires = Wires.allocate();
        return () -> new JsseLoop(context, wires.cleared());
      case CIPHER:
        return CipherLoop::new;
      default:
        throw new Unavailable("no connections by " + peer.label());
    }
  }

  private static Subject handshake(KeyType certificate, boolean quick) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : List.of(Peer.CLASP, Peer.JDK)) {
      makers.put(peer, () -> handshake(loops(peer, certificate)));
    }
    return new Subject("handshake." + certificate, "a full handshake, both sides", quick, makers);
  }

  private static Operation handshake(LoopFactory loops) {
    return () -> {
      Loop loop = loops.make();
      loop.handshake();
      return loop;
    };
  }

  private static Subject transfer(int size, boolean quick) {
    Map<Peer, Operation.Maker> makers = new EnumMap<>(Peer.class);
    for (Peer peer : List.of(Peer.CLASP, Peer.JDK, Peer.CIPHER)) {
      makers.put(peer, () -> transfer(loops(peer, KeyType.P256), size));
    }
    return new Subject(
        "record." + size, size + " bytes written by one side and read by the other", quick, makers);
  }

  private static Operation transfer(LoopFactory loops, int size) throws Exception {
    Loop loop = loops.make();
    loop.handshake();
    ByteBuffer source = ByteBuffer.allocate(size);
    ByteBuffer target = ByteBuffer.allocate(1 << 15);
    return () -> {
      int arrived = loop.transfer(source.rewind(), target.clear());
      if (arrived != size) {
        throw new IllegalStateException("%d bytes arrived, sent %d".formatted(arrived, size));
      }
      return arrived;
    };
  }
}
