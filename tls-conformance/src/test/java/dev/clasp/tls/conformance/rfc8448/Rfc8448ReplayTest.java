package dev.clasp.tls.conformance.rfc8448;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class Rfc8448ReplayTest {
  private static final Rfc8448Replay REPLAY = new Rfc8448Replay(CryptoProviders.standard());

  @TestFactory
  Stream<DynamicTest> everyValueIsTheRfcs() {
    return REPLAY.run().stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    check.trace() + ": " + check.what(),
                    () -> assertTrue(check.passed(), check.detail())));
  }

  @Test
  void nothingIsLeftOut() {
    Map<String, Integer> kinds = new TreeMap<>();
    for (Check check : REPLAY.run()) {
      String kind = check.what().split("[ :]", 2)[0];
      kinds.merge(kind, 1, Integer::sum);
    }

    assertEquals(5, TraceReader.readAll().size());
    assertEquals(
        Map.of(
            "message", 40,
            "key", 11,
            "shared", 10,
            "kdf", 155,
            "schedule", 39,
            "signature", 5,
            "record", 2 * 41),
        kinds);
  }

  @Test
  void checksOfATraceHaveDifferentNames() {
    List<Check> checks = REPLAY.run();

    assertEquals(
        checks.size(),
        new HashSet<>(checks.stream().map(c -> c.trace() + c.what()).toList()).size());
  }

  @Test
  void aChangedMessageIsNoticedWhereItCounts() {
    Trace trace = TraceReader.readAll().get(0);
    List<Trace.Record> records = new ArrayList<>(trace.records());
    Trace.Record hello = records.get(1);
    records.set(1, withFirstMessage(hello, flipped(hello.messages().get(0).bytes())));

    List<String> failed =
        failed(
            new Trace(
                trace.section(),
                trace.title(),
                trace.suite(),
                trace.psk(),
                trace.keyPairs(),
                records,
                trace.keySchedule()));

    assertTrue(failed.contains("schedule: c hs traffic"), failed::toString);
    assertTrue(failed.contains("schedule: server finished"), failed::toString);
    assertTrue(failed.contains("record: server 2, handshake opens"), failed::toString);
  }

  @Test
  void aWrongSharedSecretIsNoticedByBothSides() {
    Trace trace = TraceReader.readAll().get(0);
    List<Trace.KeyPair> pairs = new ArrayList<>(trace.keyPairs());
    Trace.KeyPair server = pairs.get(1);
    pairs.set(
        1,
        new Trace.KeyPair(
            server.owner(), server.group(), flipped(server.privateKey()), server.publicKey()));

    List<String> failed =
        failed(
            new Trace(
                trace.section(),
                trace.title(),
                trace.suite(),
                Optional.empty(),
                pairs,
                trace.records(),
                trace.keySchedule()));

    assertEquals(List.of("key pair: server x25519", "shared secret: server x25519"), failed);
  }

  private static List<String> failed(Trace trace) {
    return REPLAY.replay(trace).stream().filter(check -> !check.passed()).map(Check::what).toList();
  }

  private static Trace.Record withFirstMessage(Trace.Record record, Bytes bytes) {
    Trace.Message first = record.messages().get(0);
    return new Trace.Record(
        record.sender(),
        record.type(),
        record.protection(),
        List.of(new Trace.Message(first.sender(), first.type(), bytes)),
        record.payload(),
        record.bytes());
  }

  /** With one bit of byte 20 changed: in the random of a hello. */
  private static Bytes flipped(Bytes bytes) {
    byte[] changed = bytes.toArray();
    changed[20] ^= 1;
    return Bytes.copyOf(changed);
  }
}
