package dev.clasp.tls.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.ServerNameList;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.rfc8448.Rfc8448Trace;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.x509.path.ReferenceIdentity;
import dev.clasp.tls.x509.path.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compiles and runs the examples of README.md, and notices when the two differ. */
class ReadmeExampleTest {
  @Test
  void readAMessage() throws Exception {
    Bytes content = Rfc8448Trace.ofSection("3").message(HandshakeType.CLIENT_HELLO);
    // example
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(content); // of a handshake record
    HandshakeFrame frame = deframer.poll().orElseThrow();
    ClientHello hello = (ClientHello) HandshakeCodecs.HELLO.decode(frame);
    ServerNameList names = hello.extensions().find(ServerNameList.class).orElseThrow();
    // end

    assertEquals(List.of("server"), names.hostNames());
  }

  @Test
  void driveAState() {
    TrustStore anchors = TrustStore.of(List.of());
    // example
    ClientConfig config = ClientConfig.builder(CryptoProviders.standard()).trust(anchors).build();
    Step step = Handshake.client(config, ReferenceIdentity.of("example.com"));
    List<Action> actions = step.actions(); // to do in this order: the first sends the ClientHello
    HandshakeState.Receiving state = (HandshakeState.Receiving) step.next();
    // then, for each frame that comes: step = state.receive(frame)
    // end

    assertTrue(actions.get(0) instanceof Action.Send);
    assertEquals(Set.of(HandshakeType.SERVER_HELLO), state.expects());
  }

  @Test
  void theReadmeShowsThisCode() throws IOException {
    List<String> readme = trimmed("README.md");
    List<String> source = trimmed("src/test/java/dev/clasp/tls/handshake/ReadmeExampleTest.java");
    int examples = 0;
    for (int start = 0; start < source.size(); start++) {
      if (!source.get(start).equals("// example")) {
        continue;
      }
      int end = start + source.subList(start, source.size()).indexOf("// end");
      List<String> example = source.subList(start + 1, end);
      assertTrue(
          Collections.indexOfSubList(readme, example) >= 0,
          () -> "README.md lacks\n" + String.join("\n", example));
      examples++;
    }
    assertEquals(2, examples);
  }

  private static List<String> trimmed(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }
}
