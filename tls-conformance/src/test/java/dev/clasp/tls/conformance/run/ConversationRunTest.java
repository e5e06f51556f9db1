package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSetup;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How a graph is walked, rule by rule. */
class ConversationRunTest {
  private static final Bytes CLOSE_NOTIFY = Bytes.fromHex("15 0303 0002 01 00");
  private static final Bytes ILLEGAL_PARAMETER = Bytes.fromHex("15 0303 0002 02 2f");
  private static final Bytes CCS = Bytes.fromHex("14 0303 0001 01");
  private static final int NONE = -1;

  private final List<GraphNode> graph = new ArrayList<>();

  @Test
  @DisplayName("the end of the chain is a pass, and nothing is checked behind it")
  void endOfChainPasses() throws Exception {
    node("Connect", "{}", NONE, NONE);

    assertInstanceOf(Outcome.Completed.class, run(ScriptedTransport.thatCloses(ILLEGAL_PARAMETER)));
  }

  @Test
  @DisplayName("the first sibling whose type matches takes the message")
  void siblingsMatchByType() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectServerHello", "{}", NONE, 2);
    node("ExpectChangeCipherSpec", "{}", 3, NONE);
    node("ExpectClose", "{}", NONE, NONE);

    assertInstanceOf(Outcome.Completed.class, run(ScriptedTransport.thatCloses(CCS)));
  }

  @Test
  @DisplayName("a failed check fails the conversation; no other sibling is tried")
  void aFailedCheckDoesNotFallThrough() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectChangeCipherSpec", "{}", NONE, 2);
    node("ExpectChangeCipherSpec", "{}", NONE, NONE);

    Outcome outcome = run(ScriptedTransport.thatCloses(Bytes.fromHex("16 0303 0004 0e000000")));

    assertInstanceOf(Outcome.Unexpected.class, outcome); // server_hello_done matches neither
    graph.clear();
    node("Connect", "{}", 1, NONE);
    node("ExpectServerHello", "{}", NONE, 2);
    node("ExpectServerHello", "{}", NONE, NONE);
    Outcome malformed = run(ScriptedTransport.thatCloses(Bytes.fromHex("16 0303 0004 02000000")));
    Outcome.Wrong wrong = assertInstanceOf(Outcome.Wrong.class, malformed);
    assertEquals("ExpectServerHello", wrong.node());
  }

  @Test
  @DisplayName("a message that nothing waits for ends the conversation and is named")
  void noMatch() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectServerHello", "{}", NONE, 2);
    node("ExpectApplicationData", "{}", NONE, NONE);

    Outcome.Unexpected outcome =
        assertInstanceOf(
            Outcome.Unexpected.class, run(ScriptedTransport.thatCloses(ILLEGAL_PARAMETER)));

    assertAll(
        () -> assertEquals("alert illegal_parameter", outcome.received().describe()),
        () ->
            assertEquals(
                List.of("ExpectServerHello", "ExpectApplicationData"), outcome.waitedFor()),
        () -> assertEquals(false, outcome.endWasExpected()));
  }

  @Test
  @DisplayName("nothing in time passes only where the first alternative is ExpectNoMessage")
  void timeout() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectNoMessage", "{\"timeout\": 0.01}", NONE, 2);
    node("ExpectAlert", "{}", NONE, NONE);
    assertInstanceOf(Outcome.Completed.class, run(ScriptedTransport.thatStaysOpen()));

    graph.clear();
    node("Connect", "{}", 1, NONE);
    node("ExpectAlert", "{}", NONE, 2);
    node("ExpectNoMessage", "{\"timeout\": 0.01}", NONE, NONE);
    assertInstanceOf(Outcome.Silent.class, run(ScriptedTransport.thatStaysOpen()));
  }

  @Test
  @DisplayName("the end of the stream passes with an ExpectClose anywhere in the chain")
  void endOfStream() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectAlert", "{}", NONE, 2);
    node("ExpectClose", "{}", NONE, NONE);
    assertInstanceOf(Outcome.Completed.class, run(ScriptedTransport.thatCloses()));

    graph.clear();
    node("Connect", "{}", 1, NONE);
    node("ExpectAlert", "{}", NONE, NONE);
    assertInstanceOf(Outcome.Unexpected.class, run(ScriptedTransport.thatCloses()));
  }

  @Test
  @DisplayName("ExpectClose never takes a message")
  void closeIsNoMessage() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectClose", "{}", NONE, NONE);

    assertInstanceOf(Outcome.Unexpected.class, run(ScriptedTransport.thatCloses(CLOSE_NOTIFY)));
  }

  @Test
  @DisplayName("cycles are legal: any number of one message, then another")
  void cycle() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectChangeCipherSpec", "{}", 1, 2);
    node("ExpectAlert", "{}", 3, NONE);
    node("ExpectClose", "{}", NONE, NONE);

    assertInstanceOf(
        Outcome.Completed.class, run(ScriptedTransport.thatCloses(CCS, CCS, CCS, CLOSE_NOTIFY)));
  }

  @Test
  @DisplayName("when the peer has closed, what it sent before is still read")
  void writeToAClosedPeer() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ApplicationDataGenerator", "{\"payload\": {\"$ascii\": \"x\"}}", 2, NONE);
    node("AlertGenerator", "{}", 3, NONE);
    node("ExpectAlert", "{\"description\": \"illegal_parameter\"}", 4, NONE);
    node("ExpectClose", "{}", NONE, NONE);

    assertInstanceOf(
        Outcome.Completed.class, run(ScriptedTransport.thatHasClosed(ILLEGAL_PARAMETER)));
  }

  @Test
  @DisplayName("an alert that is not the expected one is left to the verdict")
  void otherAlert() throws Exception {
    node("Connect", "{}", 1, NONE);
    node(
        "ExpectAlert",
        "{\"level\": \"fatal\", \"description\": [\"decode_error\", \"unexpected_message\"]}",
        NONE,
        NONE);

    Outcome.OtherAlert outcome =
        assertInstanceOf(
            Outcome.OtherAlert.class, run(ScriptedTransport.thatCloses(ILLEGAL_PARAMETER)));

    assertEquals("illegal_parameter", outcome.alert().description().toString());
  }

  @Test
  @DisplayName("a record that breaks the record layer's rules is wrong, whatever is waited for")
  void brokenRecord() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("ExpectAlert", "{}", NONE, NONE);

    Outcome.Wrong outcome =
        assertInstanceOf(
            Outcome.Wrong.class,
            run(ScriptedTransport.thatCloses(Bytes.fromHex("63 0303 0002 0200"))));

    assertEquals("ExpectAlert", outcome.node());
  }

  @Test
  @DisplayName("an author's impossible wish is the harness's fault and no verdict")
  void harnessFault() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("FinishedGenerator", "{}", NONE, NONE);

    assertInstanceOf(Outcome.HarnessFault.class, run(ScriptedTransport.thatStaysOpen()));
  }

  @Test
  @DisplayName("fuzz_message: positions in header and body, from both ends")
  void fuzzMessage() throws Exception {
    assertEquals(
        "0000000bff617963",
        sentHandshake(
            "{\"fn\": \"fuzz_message\", \"substitutions\": {\"4\": 255}, \"xors\": {\"-2\": 27, \"3\": 15}}"));
  }

  @Test
  @DisplayName("pad_handshake and truncate_handshake correct the length")
  void padAndTruncate() throws Exception {
    assertEquals(
        "000000084161626309090909",
        sentHandshake("{\"fn\": \"pad_handshake\", \"size\": 4, \"pad_byte\": 9}"));
    assertEquals("0000000141", sentHandshake("{\"fn\": \"truncate_handshake\", \"size\": 3}"));
  }

  @Test
  @DisplayName(
      "split_message sends the first piece; PopMessageFromList and FlushMessageList the rest")
  void split() throws Exception {
    node("Connect", "{}", 1, NONE);
    modified("{\"fn\": \"split_message\", \"fragment_list\": {\"$ref\": \"f\"}, \"size\": 3}", 2);
    node("PopMessageFromList", "{\"fragment_list\": {\"$ref\": \"f\"}}", 3, NONE);
    node("FlushMessageList", "{\"fragment_list\": {\"$ref\": \"f\"}}", NONE, NONE);
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();

    assertInstanceOf(Outcome.Completed.class, run(transport));

    assertEquals(List.of("000000", "044161", "6263"), contents(transport));
  }

  @Test
  @DisplayName("queued messages leave as one record")
  void queue() throws Exception {
    node("Connect", "{}", 1, NONE);
    modified("{\"fn\": \"queue_message\"}", 2);
    modified("{\"fn\": \"queue_message\"}", 3);
    node("FlushMessageQueue", "{}", NONE, NONE);
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();

    assertInstanceOf(Outcome.Completed.class, run(transport));

    assertEquals(List.of("00000004416162630000000441616263"), contents(transport));
  }

  @Test
  @DisplayName("TCPBuffering collects records into one write")
  void buffering() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("TCPBufferingEnable", "{}", 2, NONE);
    node("AlertGenerator", "{}", 3, NONE);
    node("AlertGenerator", "{}", 4, NONE);
    node("TCPBufferingFlush", "{}", NONE, NONE);
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();

    assertInstanceOf(Outcome.Completed.class, run(transport));

    assertEquals(1, transport.written.size());
    assertEquals("15030100020100" + "15030100020100", transport.written.get(0).toHex());
  }

  @Test
  @DisplayName("SetMaxRecordSize cuts messages into records")
  void maxRecordSize() throws Exception {
    node("Connect", "{}", 1, NONE);
    node("SetMaxRecordSize", "{\"max_size\": 5}", 2, NONE);
    modified("{\"fn\": \"skip_post_send\"}", NONE);
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();

    assertInstanceOf(Outcome.Completed.class, run(transport));

    assertEquals(List.of("0000000441", "616263"), contents(transport));
  }

  private static List<String> contents(ScriptedTransport transport) {
    return transport.written.stream()
        .map(record -> record.slice(5, record.size()).toHex())
        .toList();
  }

  /** Sends a message of type 0 with the body "Aabc". */
  private void modified(String modifier, int child) throws Exception {
    NodeCall raw =
        call(
            "RawMessageGenerator",
            "{\"content_type\": \"handshake\", \"data\": {\"$hex\": \"00000004 41616263\"}}");
    ObjectNode args = (ObjectNode) new ObjectMapper().readTree(modifier);
    String fn = args.remove("fn").asText();
    graph.add(
        new GraphNode(
            graph.size(),
            raw.with(raw.args(), List.of(new NodeCall.Modifier(fn, args))),
            edge(child),
            OptionalInt.empty()));
  }

  private String sentHandshake(String modifier) throws Exception {
    graph.clear();
    node("Connect", "{}", 1, NONE);
    modified(modifier, NONE);
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    assertInstanceOf(Outcome.Completed.class, run(transport));
    return contents(transport).get(0);
  }

  private void node(String name, String args, int child, int sibling) throws Exception {
    graph.add(new GraphNode(graph.size(), call(name, args), edge(child), edge(sibling)));
  }

  private static NodeCall call(String name, String args) throws Exception {
    return new NodeCall(
        name, (ObjectNode) new ObjectMapper().readTree(args), List.of(), Location.unknown());
  }

  private static OptionalInt edge(int id) {
    return id == NONE ? OptionalInt.empty() : OptionalInt.of(id);
  }

  private Outcome run(ScriptedTransport transport) throws Exception {
    SeededRandom random = new SeededRandom(1, "test");
    CryptoProvider crypto = CryptoProviders.standard().withRandom(random);
    Peer peer = new Peer(new PeerSetup(() -> transport, crypto, random, Map.of(), 1_000));
    return new ConversationRun(Plan.of(graph), peer, alert -> false).run();
  }
}
