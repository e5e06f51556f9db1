package dev.clasp.tls.conformance.run;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.Conversation;
import dev.clasp.tls.conformance.conversation.ConversationFile;
import dev.clasp.tls.conformance.conversation.GraphNode;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.conversation.NodeCall;
import dev.clasp.tls.conformance.endpoint.RunCertificates;
import dev.clasp.tls.conformance.endpoint.Sources;
import dev.clasp.tls.conformance.endpoint.TargetProfile;
import dev.clasp.tls.conformance.load.ConversationLoader;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.PeerSetup;
import dev.clasp.tls.conformance.peer.RecordStream;
import dev.clasp.tls.conformance.peer.SeededRandom;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What transport schedules do to the octets, and under which conversations they lie. */
class ScheduleTest {
  private static final CryptoProvider CRYPTO = CryptoProviders.standard();
  private static final Bytes MESSAGE = Bytes.copyOf(new byte[40]);
  private static final int HEADER = 5; // bytes of a record
  private static final int TAG = 16; // bytes of AES-GCM

  @Test
  void segmentsAreWritesOfOneOctet() throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    write(transport, TransportSchedule.SEGMENTS);

    assertAll(
        () -> assertEquals(HEADER + MESSAGE.size(), transport.written.size()),
        () -> assertTrue(transport.written.stream().allMatch(each -> each.size() == 1)));
  }

  @Test
  void coalescedRecordsGoOutWhenWeWait() throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    RecordStream records = write(transport, TransportSchedule.COALESCED);
    records.write(ContentType.HANDSHAKE.value(), MESSAGE, body -> body);
    int before = transport.written.size();
    records.read(1);

    assertAll(
        () -> assertEquals(0, before),
        () -> assertEquals(1, transport.written.size()),
        () -> assertEquals(2 * (HEADER + MESSAGE.size()), transport.written.get(0).size()));
  }

  @Test
  void splitHandshakeMessagesAreInRecordsOfSixteenOctets() throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    RecordStream records = write(transport, TransportSchedule.SPLIT);
    records.write(ContentType.APPLICATION_DATA.value(), MESSAGE, body -> body);

    assertEquals(
        List.of(HEADER + 16, HEADER + 16, HEADER + 8, HEADER + 40),
        transport.written.stream().map(Bytes::size).toList());
  }

  @Test
  void changeCipherSpecStandsInFrontOfProtectedHandshakeMessagesTwice() throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    RecordStream records = write(transport, TransportSchedule.CHANGE_CIPHER_SPEC);
    records.changeWriteKeys(keys(Epoch13.Kind.HANDSHAKE));
    for (int i = 0; i < 3; i++) {
      records.write(ContentType.HANDSHAKE.value(), MESSAGE, body -> body);
    }

    assertEquals(
        List.of(22, 20, 23, 20, 23, 23),
        transport.written.stream().map(each -> (int) each.get(0)).toList());
  }

  @Test
  void paddingIsInProtectedRecordsOnly() throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    RecordStream records = write(transport, TransportSchedule.PADDING);
    records.changeWriteKeys(keys(Epoch13.Kind.APPLICATION));
    records.write(ContentType.APPLICATION_DATA.value(), MESSAGE, body -> body);

    assertEquals(
        List.of(HEADER + 40, HEADER + 40 + 1 + 33 + TAG),
        transport.written.stream().map(Bytes::size).toList());
  }

  @Test
  void greaseIsInTheHello() throws Exception {
    String sent = greasedHello("{\"type\": 43, \"data\": {\"$hex\": \"02 03 04\"}}");

    assertAll(
        () -> assertTrue(sent.contains("00041a1a1301"), sent),
        () -> assertTrue(sent.endsWith("000b2a2a0000002b0003020304"), sent));
  }

  /** Two extensions of one type would be refused (RFC 9846 §4.3). */
  @Test
  void greaseThatIsThereAlreadyIsNotRepeated() throws Exception {
    String sent = greasedHello("{\"type\": 10794, \"data\": {\"$hex\": \"07\"}}");

    assertTrue(sent.endsWith("00052a2a000107"), sent);
  }

  /** A ClientHello with one extension of its own under this schedule. */
  private static String greasedHello(String extension) throws Exception {
    ScriptedTransport transport = ScriptedTransport.thatStaysOpen();
    SeededRandom random = new SeededRandom(1, "test");
    CryptoProvider crypto = CRYPTO.withRandom(random);
    Peer peer =
        new Peer(
            new PeerSetup(
                () -> transport,
                crypto,
                random,
                Map.of(),
                Map.of(),
                TransportSchedule.GREASE,
                1_000));
    String hello = "{\"ciphers\": [4865], \"extensions\": [%s]}".formatted(extension);
    List<GraphNode> graph =
        List.of(
            new GraphNode(0, call("Connect", "{}"), OptionalInt.of(1), OptionalInt.empty()),
            new GraphNode(
                1, call("ClientHelloGenerator", hello), OptionalInt.empty(), OptionalInt.empty()));

    new ConversationRun(Plan.of(graph), peer, alert -> false).run();

    return transport.written.get(0).toString();
  }

  @Test
  void liesUnderPositiveConversationsAndIsACellOfItsOwnInAFullRun() throws Exception {
    List<ConversationFile> files = new ConversationLoader().shipped();
    List<Result> results = run(files, RunSettings.Size.FULL, "tls13-alpn:");

    long cells =
        results.stream()
            .filter(each -> each.kind() == Conversation.Kind.POSITIVE)
            .filter(each -> each.id().contains("transport=split"))
            .count();
    assertAll(
        () -> assertEquals(1, cells), // of alpn-selected; the other is for servers without ALPN
        () ->
            assertTrue(
                results.stream()
                    .filter(each -> each.kind() == Conversation.Kind.NEGATIVE)
                    .noneMatch(each -> each.id().contains("transport="))),
        () -> assertTrue(results.stream().noneMatch(each -> each.fails(true))));
  }

  @Test
  void isDrawnWithTheSeedOtherwise() throws Exception {
    List<ConversationFile> files = new ConversationLoader().shipped();

    List<String> one = drawn(run(files, RunSettings.Size.DEFAULT, "tls13-fragmentation:"));
    List<String> same = drawn(run(files, RunSettings.Size.DEFAULT, "tls13-fragmentation:"));

    assertEquals(one, same);
  }

  private static List<String> drawn(List<Result> results) {
    List<String> drawn = new ArrayList<>();
    for (Result result : results) {
      result.events().stream()
          .filter(event -> event.what().startsWith("transport schedule"))
          .forEach(event -> drawn.add(result.id() + " " + event.what()));
    }
    return drawn;
  }

  private static List<Result> run(
      List<ConversationFile> files, RunSettings.Size size, String pattern) throws Exception {
    RunCertificates certificates = RunCertificates.make(CRYPTO, KeyType.RSA_2048, Instant.now());
    RunSettings settings =
        new RunSettings(
            1,
            size,
            OptionalInt.empty(),
            Duration.ofSeconds(60),
            new Selection(List.of(pattern), List.of(), Optional.empty()));
    return new SuiteRun(
            files,
            Sources.embedded(TargetProfile.shipped("clasp"), certificates),
            certificates,
            settings,
            Progress.NONE)
        .run()
        .results();
  }

  private static RecordStream write(ScriptedTransport transport, TransportSchedule schedule)
      throws Exception {
    RecordStream records = new RecordStream(transport, CRYPTO, 0x0303, schedule);
    records.write(ContentType.HANDSHAKE.value(), MESSAGE, body -> body);
    return records;
  }

  private static Epoch13 keys(Epoch13.Kind kind) {
    return new Epoch13(kind, Suite13.TLS_AES_128_GCM_SHA256, Secret.zeros(32));
  }

  private static NodeCall call(String name, String args) throws Exception {
    return new NodeCall(
        name, (ObjectNode) new ObjectMapper().readTree(args), List.of(), Location.unknown());
  }
}
