package dev.clasp.tls.handshake.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyLogTest {
  @Test
  @DisplayName("RFC 9850 §2: label, client random and secret in hexadecimal")
  void line() {
    List<String> lines = new ArrayList<>();

    new KeyLogLines(lines::add)
        .log(
            KeyLog.Label.EXPORTER_SECRET,
            new Random(Filled.bytes(32, 0xAB)),
            Secret.copyOf(Filled.bytes(32, 0x01)));

    assertEquals(List.of("EXPORTER_SECRET " + "ab".repeat(32) + " " + "01".repeat(32)), lines);
  }

  @Test
  void bothSidesLogTheSameSecretsUnderTheRandomOfTheClientHello() {
    List<String> atClient = new ArrayList<>();
    List<String> atServer = new ArrayList<>();
    List<Random> randoms = new ArrayList<>();
    Loopback loopback =
        Loopback.of(
                TestConfigs.client().keyLog(new KeyLogLines(atClient::add)).keyShares(List.of()),
                TestConfigs.server().keyLog(new KeyLogLines(atServer::add)))
            .toServer(
                ClientHello.class,
                hello -> {
                  randoms.add(hello.random());
                  return hello;
                })
            .connect();
    String random = randoms.get(0).bytes().toHex();

    assertEquals(new TreeSet<>(atClient), new TreeSet<>(atServer));
    assertEquals(
        List.of(
            "CLIENT_HANDSHAKE_TRAFFIC_SECRET " + random,
            "SERVER_HANDSHAKE_TRAFFIC_SECRET " + random,
            "CLIENT_TRAFFIC_SECRET_0 " + random,
            "SERVER_TRAFFIC_SECRET_0 " + random,
            "EXPORTER_SECRET " + random),
        atServer.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList());
    assertEquals(
        List.of(
            hex(((Epoch13) loopback.server().readEpoch().orElseThrow()).trafficSecret()),
            hex(((Epoch13) loopback.server().writeEpoch().orElseThrow()).trafficSecret())),
        atServer.subList(2, 4).stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList());
  }

  private static String hex(Secret secret) {
    return secret.use(java.util.HexFormat.of()::formatHex);
  }
}
