package dev.clasp.tls.conformance.recorded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.suites.Provider;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.provider.CryptoProviders;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Tls12ReplayTest {
  /** By the first word of what is compared. */
  private static final Map<String, Long> COUNTS =
      Map.ofEntries(
          Map.entry("message", 128L),
          Map.entry("hellos", 16L),
          Map.entry("premaster", 6L),
          Map.entry("extended", 3L), // main secrets of NIST's
          Map.entry("main", 5L),
          Map.entry("key", 67L),
          Map.entry("signature", 7L),
          Map.entry("verify_data", 32L),
          Map.entry("schedule", 14L),
          Map.entry("application", 32L),
          Map.entry("record", 41L));

  static List<RecordedHandshake> handshakes() {
    List<RecordedHandshake> handshakes = Tls12Files.handshakes();
    assertEquals(16, handshakes.size(), "a file of vectors/tls12 went missing");
    return handshakes;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("handshakes")
  void everyValueOfAHandshakeIsTheRecordedOne(RecordedHandshake handshake) {
    List<Check> checks = HandshakeReplay.of(CryptoProviders.standard(), handshake);

    assertEquals(List.of(), checks.stream().filter(check -> !check.passed()).toList());
    assertTrue(count(checks, what -> what.startsWith("message")) >= 4);
    assertEquals(2, count(checks, what -> what.startsWith("verify_data")));
    assertEquals(2, count(checks, what -> what.startsWith("application data")));
  }

  @Test
  void theNumberOfChecksOfEachKindIsKnown() {
    List<Check> checks = new Tls12Replay(CryptoProviders.standard()).run();
    Map<String, Long> counts =
        checks.stream()
            .collect(
                Collectors.groupingBy(
                    check -> check.what().replaceFirst("[: ].*", ""), Collectors.counting()));

    assertEquals(COUNTS, counts);
    assertEquals(List.of(), checks.stream().filter(check -> !check.passed()).toList());
  }

  @Test
  void everyKeyExchangeHasAHandshake() {
    Set<KeyExchange12> seen = EnumSet.noneOf(KeyExchange12.class);
    handshakes().forEach(handshake -> seen.add(handshake.suite().keyExchange()));

    assertEquals(EnumSet.allOf(KeyExchange12.class), seen);
  }

  @Test
  void everyKindOfProtectionHasAHandshake() {
    Set<String> seen = new HashSet<>();
    handshakes().forEach(handshake -> seen.add(kind(handshake.suite())));
    Set<String> all = new HashSet<>();
    for (Suite12 suite : Suite12.values()) {
      all.add(kind(suite));
    }

    assertEquals(all, seen);
    assertTrue(handshakes().stream().anyMatch(RecordedHandshake::encryptThenMac));
  }

  /** What a provider cannot do is named; everything else agrees. */
  @ParameterizedTest
  @CsvSource({"STANDARD, 0", "JCA, 4", "BC, 0"})
  void everyProviderAgrees(Provider provider, int skipped) {
    Tls12Replay replay = new Tls12Replay(provider.crypto());

    assertEquals(skipped, replay.skipped().size(), replay.skipped().toString());
    assertEquals(List.of(), replay.run().stream().filter(check -> !check.passed()).toList());
  }

  private static String kind(Suite12 suite) {
    return suite.protection() instanceof Protection12.Cbc cbc
        ? "CBC " + cbc.mac()
        : ((Protection12.Aead) suite.protection()).algorithm().toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("handshakes")
  void aChangedRecordIsNoticed(RecordedHandshake handshake) {
    for (int i = 0; i < handshake.records().size(); i++) {
      SentRecord record = handshake.records().get(i);
      byte[] changed = record.bytes().toArray();
      changed[changed.length - 1] ^= 1;
      List<SentRecord> records = new ArrayList<>(handshake.records());
      records.set(i, new SentRecord(record.sender(), Bytes.copyOf(changed)));

      List<Check> checks = HandshakeReplay.of(CryptoProviders.standard(), with(handshake, records));

      boolean isChangeCipherSpec = record.type() == 20;
      assertEquals(isChangeCipherSpec, checks.stream().allMatch(Check::passed), "record " + i);
    }
  }

  private static RecordedHandshake with(RecordedHandshake original, List<SentRecord> records) {
    return new RecordedHandshake(
        original.name(),
        original.suite(),
        original.extendedMainSecret(),
        original.encryptThenMac(),
        original.resumed(),
        original.psk(),
        original.serverRsaPrivateKey(),
        original.x25519PrivateKeys(),
        original.premaster(),
        original.mainSecret(),
        original.keyBlock(),
        original.applicationData(),
        records);
  }

  private static long count(List<Check> checks, Predicate<String> what) {
    return checks.stream().filter(check -> what.test(check.what())).count();
  }
}
