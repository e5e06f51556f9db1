package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * What {@code clasp interop} tries, as tests: NSS, Bouncy Castle and BoringSSL (by Conscrypt)
 * always, with one suite of each key exchange; everything with every peer, rustls, Go and OpenSSL
 * 3.5 among them, when {@code clasp.interop} is {@code full}.
 */
class PeersInteropTest {
  private static final Path BUILT = Path.of("target/interop-peers").toAbsolutePath();

  /** Kept, as loggers that nobody keeps lose their level. */
  private static final Logger TALKATIVE = Logger.getLogger("org.bouncycastle.jsse");

  private static Materials materials;

  @BeforeAll
  static void prepare() throws IOException {
    TALKATIVE.setLevel(Level.OFF);
    materials = Materials.create();
  }

  @AfterAll
  static void clean() throws IOException {
    materials.close();
  }

  private static List<Peer> peers() {
    List<Peer> peers = new ArrayList<>();
    if (Cell.isFull()) {
      peers.addAll(Peers.all(BUILT, true));
    } else {
      peers.add(new NssPeer());
    }
    peers.add(Peers.jsse(new BouncyCastleJsseProvider(new BouncyCastleProvider())));
    peers.add(Peers.jsse(Conscrypt.newProvider()));
    return peers;
  }

  @TestFactory
  Stream<DynamicNode> worksWith() throws IOException {
    List<Trial> trials = Cell.isFull() ? Trial.all() : Trial.sample(Trial.all());
    List<DynamicNode> nodes = new ArrayList<>();
    for (Peer peer : peers()) {
      Optional<String> version = peer.find();
      if (version.isEmpty()) {
        nodes.add(
            dynamicTest(peer.name(), () -> Assumptions.abort(peer.wanted() + " is not installed")));
        continue;
      }
      List<Trial> had = trials.stream().filter(peer::has).toList();
      assertTrue(had.size() >= 20, () -> "%s: only %s".formatted(peer.name(), had));
      nodes.add(
          dynamicContainer(
              version.get(),
              had.stream()
                  .map(trial -> dynamicTest(trial.toString(), () -> assertWorks(peer, trial)))));
    }
    return nodes.stream();
  }

  private static void assertWorks(Peer peer, Trial trial) {
    assertEquals("", InteropRun.attempt(peer, trial, materials).detail());
  }
}
