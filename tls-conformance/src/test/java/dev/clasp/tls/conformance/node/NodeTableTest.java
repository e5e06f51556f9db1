package dev.clasp.tls.conformance.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.load.Vectors;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSetup;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.Transport;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.protocol.Epoch;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The vocabulary is whole, the schema knows it, and the nodes that few conversations use work. */
class NodeTableTest {
  /** The nodes of tlsfuzzer by their names, and those mirrored for clients. */
  private static final Set<String> NODES =
      Set.of(
          "Connect",
          "SetRecordVersion",
          "Close",
          "CloseRST",
          "ResetHandshakeHashes",
          "ResetRenegotiationInfo",
          "SetMaxRecordSize",
          "SetPaddingCallback",
          "TCPBufferingEnable",
          "TCPBufferingDisable",
          "TCPBufferingFlush",
          "ResetWriteConnectionState",
          "CollectNonces",
          "CopyVariables",
          "ClearContext",
          "FlushMessageQueue",
          "RawSocketWriteGenerator",
          "PlaintextMessageGenerator",
          "RawMessageGenerator",
          "ClientHelloGenerator",
          "ClientKeyExchangeGenerator",
          "ClientMasterKeyGenerator",
          "CertificateGenerator",
          "CompressedCertificateGenerator",
          "CertificateVerifyGenerator",
          "ChangeCipherSpecGenerator",
          "FinishedGenerator",
          "AlertGenerator",
          "ApplicationDataGenerator",
          "KeyUpdateGenerator",
          "HeartbeatGenerator",
          "PopMessageFromList",
          "FlushMessageList",
          "ExpectServerHello",
          "ExpectHelloRetryRequest",
          "ExpectServerHello2",
          "ExpectVerify",
          "ExpectSSL2Alert",
          "ExpectCertificate",
          "ExpectCompressedCertificate",
          "ExpectCertificateVerify",
          "ExpectServerKeyExchange",
          "ExpectCertificateRequest",
          "ExpectServerHelloDone",
          "ExpectChangeCipherSpec",
          "ExpectFinished",
          "ExpectEncryptedExtensions",
          "ExpectNewSessionTicket",
          "ExpectHelloRequest",
          "ExpectAlert",
          "ExpectApplicationData",
          "ExpectHeartbeat",
          "ExpectNoMessage",
          "ExpectClose",
          "ExpectCertificateStatus",
          "ExpectKeyUpdate");

  private static final Set<String> MIRRORED =
      Set.of(
          "Listen",
          "ExpectClientHello",
          "ServerHelloGenerator",
          "HelloRetryRequestGenerator",
          "EncryptedExtensionsGenerator",
          "CertificateRequestGenerator",
          "ServerKeyExchangeGenerator",
          "ServerHelloDoneGenerator",
          "NewSessionTicketGenerator",
          "CertificateStatusGenerator",
          "HelloRequestGenerator",
          "ExpectClientKeyExchange",
          "ExpectEndOfEarlyData",
          "EndOfEarlyDataGenerator");

  private static final Set<String> MODIFIERS =
      Set.of(
          "fuzz_message",
          "replace_plaintext",
          "fuzz_encrypted_message",
          "fuzz_padding",
          "pad_handshake",
          "split_message",
          "fuzz_mac",
          "truncate_handshake",
          "queue_message",
          "fuzz_plaintext",
          "skip_post_send");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEADER = 5; // bytes of a record

  private final SeededRandom random = new SeededRandom(1, "test");
  private final CryptoProvider crypto = CryptoProviders.standard().withRandom(random);
  private final Wire wire = new Wire();
  private final Peer peer = new Peer(new PeerSetup(() -> wire, crypto, random, Map.of(), 1_000));

  @Test
  void hasEveryNodeAndModifierOfTlsfuzzer() {
    Set<String> nodes = new TreeSet<>(NODES);
    nodes.addAll(MIRRORED);
    Set<String> modifiers = new TreeSet<>(MODIFIERS);
    modifiers.add("psk_ext_updater");

    assertAll(
        () -> assertEquals(56, NODES.size()),
        () -> assertEquals(11, MODIFIERS.size()),
        () -> assertEquals(nodes, new TreeSet<>(NodeTable.names())),
        () -> assertEquals(modifiers, new TreeSet<>(NodeTable.modifiers())));
  }

  @Test
  void theSchemaHasTheArgumentsOfEachOfThem() throws Exception {
    JsonNode defs =
        JSON.readTree(Vectors.read("vectors/schema/conversation-1.schema.json")).get("$defs");
    Set<String> described = new TreeSet<>();
    defs.get("nodeArguments")
        .get("allOf")
        .forEach(each -> described.add(each.at("/if/properties/node/const").asText()));
    Set<String> modifiers = new TreeSet<>();
    defs.get("modifier")
        .get("allOf")
        .forEach(each -> modifiers.add(each.at("/if/properties/fn/const").asText()));

    assertAll(
        () -> assertEquals(new TreeSet<>(NodeTable.names()), described),
        () -> assertEquals(new TreeSet<>(NodeTable.modifiers()), modifiers));
  }

  @Test
  void resetWriteConnectionStateWritesInTheClear() throws Exception {
    peer.connect(0x0303);
    peer.records().changeWriteKeys(keys13());
    act("ResetWriteConnectionState", "{}");
    act("ApplicationDataGenerator", "{\"payload\": {\"$ascii\": \"clear\"}}");

    assertTrue(wire.last().toString().endsWith("636c656172"), wire.last().toString());
  }

  @Test
  void collectNoncesKeepsTheExplicitOnes() throws Exception {
    peer.connect(0x0303);
    peer.records().changeWriteKeys(keys12(Suite12.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, false));
    act("CollectNonces", "{\"nonces\": {\"$ref\": \"mine\"}}");
    act("ApplicationDataGenerator", "{\"payload\": {\"$ascii\": \"one\"}}");
    act("ApplicationDataGenerator", "{\"payload\": {\"$ascii\": \"two\"}}");

    assertAll(
        () -> assertEquals(2, peer.values("mine").size()),
        () -> assertEquals(8, peer.values("mine").get(0).size()),
        () -> assertTrue(!peer.values("mine").get(0).equals(peer.values("mine").get(1))));
  }

  @Test
  void copyVariablesRefusesAValueThatCameBefore() throws Exception {
    peer.connect(0x0303);
    act("ClientHelloGenerator", "{\"ciphers\": [4865], \"random\": {\"$fill\": [32, 7]}}");
    String args = "{\"log\": {\"ClientHello.random\": {\"$ref\": \"randoms\"}}, \"unique\": true}";
    act("CopyVariables", args);

    CheckFailed failed = assertThrows(CheckFailed.class, () -> act("CopyVariables", args));
    assertTrue(String.valueOf(failed.getMessage()).contains("second time"), failed.getMessage());
  }

  @Test
  void clearContextEmptiesTheList() throws Exception {
    peer.values("context").add(Bytes.of(1));
    act("ClearContext", "{\"context\": {\"$ref\": \"context\"}}");

    assertEquals(List.of(), peer.values("context"));
  }

  @Test
  void aHeartbeatSaysTheLengthThatItClaims() throws Exception {
    peer.connect(0x0303);
    act(
        "HeartbeatGenerator",
        "{\"payload\": {\"$ascii\": \"abc\"}, \"padding_length\": 0, \"payload_length\": 16384}");

    assertEquals("1803030006014000616263", wire.last().toString());
  }

  @Test
  void aHeartbeatThatAnswersMoreThanWasSentFails() throws Exception {
    peer.connect(0x0303);
    wire.answers.add(Bytes.fromHex("1803030400").plus(Bytes.copyOf(new byte[0x400])));

    Received received = peer.receive(100);
    assertInstanceOf(Received.Heartbeat.class, received);
    assertThrows(
        CheckFailed.class,
        () ->
            expectation("ExpectHeartbeat", "{\"payload\": {\"$ascii\": \"abc\"}}")
                .take(peer, received));
  }

  @Test
  void aHelloOfSsl2AndItsAnswers() throws Exception {
    peer.connect(0x0303);
    act(
        "ClientHelloGenerator",
        "{\"ssl2\": true, \"ciphers\": [65664], \"random\": {\"$fill\": [16, 9]}}");
    String hello = wire.last().toString();
    wire.answers.add(Bytes.fromHex("800400000000").first(2).plus(Bytes.fromHex("00000100")));

    Received received = peer.receive(100);
    assertAll(
        () -> assertEquals("801c0100020003000000100100800909", hello.substring(0, 32)),
        () -> assertTrue(expectation("ExpectSSL2Alert", "{}").matches(received)),
        () -> assertTrue(!expectation("ExpectServerHello2", "{}").matches(received)),
        () -> assertTrue(!expectation("ExpectVerify", "{}").matches(received)));
  }

  @Test
  void aMasterKeyOfSsl2HasTheLengthsOfItsParts() throws Exception {
    peer.connect(0x0303);
    act(
        "ClientMasterKeyGenerator",
        "{\"cipher\": 65664, \"clear_key\": {\"$hex\": \"aa\"}, \"master_key\": {\"$hex\": \"bb cc\"}}");

    assertEquals("800d02010080000100020000aabbcc", wire.last().toString());
  }

  @Test
  void fuzzMacChangesWhatTheReceiverChecks() throws Exception {
    assertEquals("bad_record_mac", opened("{\"fn\": \"fuzz_mac\", \"xors\": {\"0\": 1}}"));
    assertEquals("ok", opened("{\"fn\": \"fuzz_mac\", \"xors\": {\"0\": 0}}"));
  }

  @Test
  void fuzzPaddingHasAsMuchPaddingAsAsked() throws Exception {
    assertEquals("ok", opened("{\"fn\": \"fuzz_padding\", \"min_length\": 200}"));
    assertTrue(wire.last().size() > HEADER + 16 + 200);
    assertEquals(
        "bad_record_mac",
        opened("{\"fn\": \"fuzz_padding\", \"min_length\": 200, \"xors\": {\"0\": 1}}"));
  }

  @Test
  void fuzzPlaintextAndReplacePlaintextChangeTheContent() throws Exception {
    assertEquals("bad_record_mac", opened("{\"fn\": \"fuzz_plaintext\", \"xors\": {\"0\": 1}}"));
    assertEquals(
        "bad_record_mac",
        opened("{\"fn\": \"replace_plaintext\", \"new_plaintext\": {\"$fill\": [64, 0]}}"));
    assertEquals(HEADER + 16 + 64, wire.last().size());
  }

  @Test
  void plaintextCanBeChangedUnderACbcSuiteOnly() throws Exception {
    peer.connect(0x0303);
    peer.records().changeWriteKeys(keys13());

    assertThrows(
        ScriptException.class,
        () ->
            act(
                "ApplicationDataGenerator",
                "{\"payload\": {\"$ascii\": \"x\"}}",
                "{\"fn\": \"fuzz_mac\", \"xors\": {\"0\": 1}}"));
  }

  /** What a receiver with the same keys says of application data with a modifier. */
  private String opened(String modifier) throws Exception {
    peer.connect(0x0303);
    Suite12 suite = Suite12.TLS_RSA_WITH_AES_128_CBC_SHA;
    peer.records().changeWriteKeys(keys12(suite, false));
    act("ApplicationDataGenerator", "{\"payload\": {\"$ascii\": \"some data\"}}", modifier);
    ReadHalf reader = new ReadHalf(crypto);
    reader.changeKeys(keys12(suite, false));
    try {
      ReadOutcome outcome =
          reader.open(ByteBuffer.wrap(wire.last().toArray()), ByteBuffer.allocate(1 << 14));
      return outcome == ReadOutcome.Plain.APPLICATION_DATA ? "ok" : outcome.toString();
    } catch (dev.clasp.tls.protocol.TlsException e) {
      return e.alert().map(Object::toString).orElse("");
    }
  }

  private void act(String name, String args, String... modifiers) throws Exception {
    List<NodeCall.Modifier> list = new ArrayList<>();
    for (String modifier : modifiers) {
      ObjectNode json = (ObjectNode) JSON.readTree(modifier);
      String fn = json.remove("fn").asText();
      list.add(new NodeCall.Modifier(fn, json));
    }
    NodeTable.plan(new NodeCall(name, (ObjectNode) JSON.readTree(args), list, Location.unknown()))
        .act(peer);
  }

  private static Node.Expectation expectation(String name, String args) throws Exception {
    return NodeTable.plan(
            new NodeCall(name, (ObjectNode) JSON.readTree(args), List.of(), Location.unknown()))
        .expectation()
        .orElseThrow();
  }

  private static Epoch keys13() {
    return new Epoch13(Epoch13.Kind.APPLICATION, Suite13.TLS_AES_128_GCM_SHA256, Secret.zeros(32));
  }

  private static Epoch12 keys12(Suite12 suite, boolean encryptThenMac) {
    return new Epoch12(
        suite,
        Secret.zeros(suite.protection().macKeyLength()),
        Secret.zeros(suite.protection().encKeyLength()),
        Secret.zeros(suite.protection().fixedIvLength()),
        encryptThenMac);
  }

  /** A peer in memory. */
  private static final class Wire implements Transport {
    private final List<Bytes> written = new ArrayList<>();
    private final Deque<Bytes> answers = new ArrayDeque<>();

    Bytes last() {
      return written.get(written.size() - 1);
    }

    @Override
    public void write(Bytes bytes) {
      written.add(bytes);
    }

    @Override
    public Bytes read(long patience) throws InterruptedIOException {
      if (answers.isEmpty()) {
        throw new InterruptedIOException("nothing");
      }
      return answers.remove();
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public void abort() {}
  }
}
