package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.ConnectionSummary;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.protocol.NamedGroup;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that copy the cookie of a server which keeps nothing (RFC 9846 §4.3.2). */
class StatelessRetryInteropTest {
  private static ClaspServer server() {
    return new ClaspServer(
        Fixtures.server()
            .groups(List.of(NamedGroup.SECP384R1))
            .statelessRetries(TicketKeys.rotating(Fixtures.CRYPTO, InstantSource.system()))
            .build(),
        ApplicationMode.ECHO);
  }

  private static void assertRetried(ClaspServer server) {
    ConnectionSummary summary = ConnectionSummary.of(server.awaitEstablished());
    assertTrue(summary.retried(), summary::toString);
    assertEquals(Optional.of("secp384r1"), summary.group());
  }

  @Test
  @DisplayName("OpenSSL's client")
  void openssl() {
    Installed.require("openssl");
    try (ClaspServer server = server();
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + server.port(),
                    "-CAfile",
                    Fixtures.authorityFile().toString(),
                    "-verify_return_error",
                    "-quiet"))) {
      client.say("hello\n");
      client.await("hello");
      assertRetried(server);
    }
  }

  @Test
  @DisplayName("GnuTLS's client")
  void gnutls() {
    Installed.require("gnutls-cli");
    try (ClaspServer server = server();
        PeerProcess client =
            PeerProcess.start(
                List.of(
                    "gnutls-cli",
                    "--single-key-share", // of x25519, which the server does not have
                    "--priority=NORMAL:-GROUP-ALL:+GROUP-X25519:+GROUP-SECP384R1",
                    "--x509cafile=" + Fixtures.authorityFile(),
                    "--sni-hostname=localhost",
                    "--verify-hostname=localhost",
                    "-p",
                    String.valueOf(server.port()),
                    "127.0.0.1"))) {
      client.await("Handshake was completed");
      client.say("hello\n");
      client.await("hello");
      assertRetried(server);
    }
  }
}
