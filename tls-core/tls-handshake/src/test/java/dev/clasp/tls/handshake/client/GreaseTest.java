package dev.clasp.tls.handshake.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.EncryptedExtensions;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.handshake.testing.Hellos;
import dev.clasp.tls.handshake.testing.Loopback;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Rfc;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** GREASE (RFC 8701) and the order of extensions. */
class GreaseTest {
  private static ClientHello hello(ClientConfig.Builder config) {
    return ClientOffer.first(config.build(), TestConfigs.SERVER).hello();
  }

  private static boolean isReserved(int value) {
    return new ExtensionType(value).isReservedForGrease();
  }

  @Test
  @DisplayName("RFC 8701 §2: the sixteen reserved values, and no other")
  void reservedValues() {
    int count = 0;
    for (int value = 0; value <= 0xFFFF; value++) {
      count += isReserved(value) ? 1 : 0;
    }
    assertEquals(16, count);
    assertTrue(isReserved(0x0A0A) && isReserved(0xFAFA));
  }

  @Test
  @DisplayName("RFC 8701 §3.1: a reserved value in each list, and two extensions")
  void everyList() {
    Extensions extensions = hello(TestConfigs.client().grease()).extensions();
    ClientHello hello = hello(TestConfigs.client().grease());

    assertTrue(isReserved(hello.cipherSuites().get(0).value()));
    assertTrue(
        isReserved(
            extensions
                .find(SupportedVersionsClient.class)
                .orElseThrow()
                .versions()
                .get(0)
                .value()));
    int group =
        extensions.find(SupportedGroups.class).orElseThrow().namedGroupList().get(0).value();
    assertTrue(isReserved(group));
    assertEquals(
        group,
        extensions
            .find(KeyShareClientHello.class)
            .orElseThrow()
            .clientShares()
            .get(0)
            .group()
            .value());
    assertTrue(
        isReserved(
            extensions
                .find(SignatureAlgorithms.class)
                .orElseThrow()
                .supportedSignatureAlgorithms()
                .get(0)
                .value()));
    List<ExtensionType> types =
        extensions.list().stream()
            .filter(UnknownExtension.class::isInstance)
            .map(dev.clasp.tls.handshake.extension.Extension::type)
            .filter(ExtensionType::isReservedForGrease)
            .toList();
    assertEquals(2, new HashSet<>(types).size());
  }

  @Test
  @DisplayName("off by default")
  void offByDefault() {
    assertTrue(
        hello(TestConfigs.client()).extensions().list().stream()
            .noneMatch(extension -> extension.type().isReservedForGrease()));
  }

  @Test
  @DisplayName("handshakes, retries and resumptions go on as ever")
  void harmless() {
    InstantSource clock = InstantSource.fixed(TestCertificates.NOW);
    InMemorySessions store = InMemorySessions.standard(clock);
    TicketProtector tickets =
        new TicketProtector(
            TestConfigs.CRYPTO, TicketKeys.rotating(TestConfigs.CRYPTO, clock), clock);
    for (int i = 0; i < 20; i++) {
      ClientConfig.Builder client =
          TestConfigs.client().grease().shuffleExtensions().sessions(store);
      Loopback.of(
              i % 2 == 0 ? client : client.keyShares(List.of()),
              TestConfigs.server().tickets(tickets))
          .connect();
    }
  }

  @Test
  @DisplayName("RFC 8701 §3.1: a server that selects a reserved suite → illegal_parameter")
  void reservedSuite() {
    AtomicReference<CipherSuite> reserved = new AtomicReference<>();
    Loopback.of(TestConfigs.client().grease(), TestConfigs.server())
        .toServer(
            ClientHello.class,
            hello -> {
              reserved.set(hello.cipherSuites().get(0));
              return hello;
            })
        .toClient(ServerHello.class, hello -> Hellos.suite(hello, reserved.get()))
        .clientFails(AlertDescription.ILLEGAL_PARAMETER, Rfc.rfc9846("4.2.3"));
  }

  @Test
  @DisplayName("RFC 8701 §3.1: a server that answers a reserved extension → unsupported_extension")
  void reservedExtension() {
    AtomicReference<ExtensionType> reserved = new AtomicReference<>();
    Loopback.of(TestConfigs.client().grease(), TestConfigs.server())
        .toServer(
            ClientHello.class,
            hello -> {
              reserved.set(hello.extensions().list().get(0).type());
              return hello;
            })
        .toClient(
            EncryptedExtensions.class,
            message ->
                new EncryptedExtensions(
                    message.extensions().plus(new UnknownExtension(reserved.get(), Bytes.empty()))))
        .clientFails(AlertDescription.UNSUPPORTED_EXTENSION, Rfc.rfc9846("4.3"));
  }

  @Test
  @DisplayName("the extensions come in another order each time, and are the same")
  void shuffles() {
    List<List<ExtensionType>> orders = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      orders.add(List.copyOf(hello(TestConfigs.client().shuffleExtensions()).extensions().types()));
    }
    assertNotEquals(1, new HashSet<>(orders).size());
    assertEquals(
        1, new HashSet<>(orders.stream().map(order -> new HashSet<>(order)).toList()).size());
  }
}
