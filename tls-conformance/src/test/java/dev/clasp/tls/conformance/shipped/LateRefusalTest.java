package dev.clasp.tls.conformance.shipped;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.expand.Cell;
import dev.clasp.tls.conformance.expand.Expansion;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSetup;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.conformance.run.ConversationRun;
import dev.clasp.tls.conformance.run.Judge;
import dev.clasp.tls.conformance.run.Outcome;
import dev.clasp.tls.conformance.run.Plan;
import dev.clasp.tls.conformance.run.Verdict;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server may say ServerHello first and refuse then; that is not "went on". */
class LateRefusalTest {
  /** Its record holds a ServerHello whose body is a version and a random of zeros. */
  private static final Bytes SERVER_HELLO =
      Bytes.concat(Bytes.fromHex("160303002602000022" + "0303"), Bytes.copyOf(new byte[32]));

  private static final Bytes MISSING_EXTENSION = Bytes.fromHex("1503030002026d");
  private static final Bytes HANDSHAKE_FAILURE = Bytes.fromHex("15030300020228");

  private static ConversationFile file;

  @BeforeAll
  static void load() throws Exception {
    file =
        new ConversationLoader()
            .shipped().stream()
                .filter(each -> each.suite().equals("tls13-key-share"))
                .findFirst()
                .orElseThrow();
  }

  @Test
  @DisplayName("ServerHello, then the alert of the clause: refused with that alert")
  void judgesTheAlertBehindServerHello() throws Exception {
    assertEquals(Verdict.PASS, verdict(List.of(SERVER_HELLO, MISSING_EXTENSION), true));
  }

  @Test
  @DisplayName("ServerHello, then the end of the stream: closed without an alert")
  void judgesTheCloseBehindServerHello() throws Exception {
    assertEquals(Verdict.PASS_LENIENT, verdict(List.of(SERVER_HELLO), true));
  }

  @Test
  @DisplayName("ServerHello, then nothing: went on")
  void takesSilenceBehindServerHelloForAcceptance() throws Exception {
    assertEquals(Verdict.FAIL_ACCEPTED, verdict(List.of(SERVER_HELLO), false));
  }

  @Test
  @DisplayName("ServerHello, then another alert: refused with the wrong alert")
  void judgesAnotherAlertBehindServerHello() throws Exception {
    assertEquals(Verdict.FAIL_ALERT, verdict(List.of(SERVER_HELLO, HANDSHAKE_FAILURE), true));
  }

  /** Runs a ClientHello without key_share against a target that sends these bytes. */
  private static Verdict verdict(List<Bytes> answers, boolean thenCloses) throws Exception {
    Conversation conversation =
        file.conversations().stream()
            .filter(each -> each.id().equals("key-share-missing"))
            .findFirst()
            .orElseThrow();
    Map<String, JsonNode> names =
        Map.of(
            "host", TextNode.valueOf("localhost"),
            "port", IntNode.valueOf(443),
            "server_name", TextNode.valueOf("localhost"));
    Expansion expansion =
        new Expansion(
            file,
            names,
            capability ->
                capability.equals("ciphers.tls13")
                    ? List.of("TLS_AES_128_GCM_SHA256")
                    : List.of("secp256r1"));
    SeededRandom random = new SeededRandom(1, "late");
    Answers target = new Answers(answers, thenCloses);
    Peer peer =
        new Peer(
            new PeerSetup(
                () -> target, CryptoProviders.standard().withRandom(random), random, Map.of(), 1));

    Outcome outcome =
        new ConversationRun(Plan.of(expansion.graph(conversation, Cell.NONE)), peer, alert -> false)
            .run();

    return new Judge(expansion.policy(conversation, Cell.NONE), peer.alerts(), peer.closedByPeer())
        .judge(outcome)
        .verdict();
  }

  /** Sends its answers one after another, and then closes or stays silent. */
  private static final class Answers implements Transport {
    private final List<Bytes> answers;
    private final boolean thenCloses;
    private int next;

    Answers(List<Bytes> answers, boolean thenCloses) {
      this.answers = answers;
      this.thenCloses = thenCloses;
    }

    @Override
    public Bytes read(long patience) throws EOFException, InterruptedIOException {
      if (next < answers.size()) {
        return answers.get(next++);
      }
      if (thenCloses) {
        throw new EOFException();
      }
      throw new InterruptedIOException();
    }

    @Override
    public void write(Bytes bytes) {}

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public void abort() {}
  }
}
