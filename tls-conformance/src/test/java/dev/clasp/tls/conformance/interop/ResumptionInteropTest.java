package dev.clasp.tls.conformance.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.conformance.net.ApplicationMode;
import dev.clasp.tls.conformance.net.TlsStream;
import dev.clasp.tls.conformance.pki.IssuedCertificate;
import dev.clasp.tls.conformance.pki.KeyType;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent.ExternalPskSelected;
import dev.clasp.tls.handshake.HandshakeEvent.Negotiated;
import dev.clasp.tls.handshake.HandshakeEvent.SessionResumed;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.session.TicketKeys;
import dev.clasp.tls.handshake.session.TicketProtector;
import dev.clasp.tls.protocol.NamedGroup;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions resumed and keys from outside, with each peer that has them (RFC 9846 §2.2). */
class ResumptionInteropTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String IDENTITY = "interop";
  private static final String KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final ExternalPsk PSK =
      ExternalPsk.of(
          Bytes.copyOf(IDENTITY.getBytes(StandardCharsets.US_ASCII)),
          Secret.copyOf(Bytes.fromHex(KEY)));

  @TempDir private Path directory;

  private static ServerConfig resuming() {
    return Fixtures.server()
        .tickets(
            new TicketProtector(
                Fixtures.CRYPTO, TicketKeys.rotating(Fixtures.CRYPTO, CLOCK), CLOCK))
        .build();
  }

  private static ServerConfig keepingSessions() {
    return Fixtures.server().sessions(InMemorySessions.standard(CLOCK)).build();
  }

  private static boolean resumed(TlsStream stream) {
    return stream.event(SessionResumed.class).isPresent();
  }

  private static PeerProcess start(List<String> command, String... more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return PeerProcess.start(all);
  }

  private static PeerProcess opensslClient(ClaspServer server, String... options) {
    return start(
        List.of(
            "openssl",
            "s_client",
            "-connect",
            "127.0.0.1:" + server.port(),
            "-servername",
            "localhost",
            "-CAfile",
            Fixtures.authorityFile().toString()),
        options);
  }

  @Test
  @DisplayName("OpenSSL's client resumes with tickets, and with sessions we keep")
  void servesOpenssl() {
    Installed.require("openssl");
    Path session = directory.resolve("session");
    for (ServerConfig config : List.of(resuming(), keepingSessions())) {
      try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO)) {
        try (PeerProcess first = opensslClient(server, "-sess_out", session.toString())) {
          first.say("hello\n").await("\nhello\n");
          first.endInput();
          assertEquals(0, first.exitCode(), first::toString);
          assertFalse(resumed(server.awaitEstablished()));
        }
        try (PeerProcess second = opensslClient(server, "-sess_in", session.toString())) {
          second.await("Reused, TLSv1.3");
          second.say("hello\n").await("\nhello\n");
          second.endInput();
          assertEquals(0, second.exitCode(), second::toString);
        }
        TlsStream stream = server.awaitEstablished();
        assertTrue(resumed(stream));
        assertEquals(
            Optional.of("localhost"),
            stream.event(SessionResumed.class).orElseThrow().origin().serverName());
      }
    }
  }

  @Test
  @DisplayName("we resume with OpenSSL's tickets, one after the other")
  void resumesWithOpenssl() throws Exception {
    Installed.require("openssl");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    ClientConfig config = Fixtures.client().sessions(InMemorySessions.standard(CLOCK)).build();
    try (PeerProcess server =
        start(
            List.of("openssl", "s_server", "-tls1_3", "-accept", "127.0.0.1:0", "-rev"),
            "-cert",
            files.chain().toString(),
            "-key",
            files.key().toString())) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      assertFalse(exchange(port, config, "hello\n", "olleh\n"));
      assertTrue(exchange(port, config, "hello\n", "olleh\n"));
      assertTrue(exchange(port, config, "hello\n", "olleh\n"));
    }
  }

  /** Says hello, hears the answer, and tells whether the session was resumed. */
  private static boolean exchange(int port, ClientConfig config, String said, String heard)
      throws Exception {
    try (ClaspClient client = ClaspClient.connect(port, config)) {
      client.say(said);
      assertTrue(client.readUntil("\n").endsWith(heard));
      return resumed(client.stream());
    }
  }

  @Test
  @DisplayName("OpenSSL's client and server with a key from outside, without certificates")
  void opensslWithAnExternalKey() throws Exception {
    Installed.require("openssl");
    ServerConfig config =
        ServerConfig.builder(Fixtures.CRYPTO, CredentialSelector.NONE)
            .externalPsks(List.of(PSK))
            .build();
    try (ClaspServer server = new ClaspServer(config, ApplicationMode.ECHO);
        PeerProcess client =
            opensslClient(
                server,
                "-ciphersuites",
                "TLS_AES_128_GCM_SHA256",
                "-psk_identity",
                IDENTITY,
                "-psk",
                KEY)) {
      client.say("hello\n").await("\nhello\n");
      assertEquals(
          Optional.of(PSK.identity()),
          server
              .awaitEstablished()
              .event(ExternalPskSelected.class)
              .map(ExternalPskSelected::identity));
    }
    ClientConfig ours = ClientConfig.builder(Fixtures.CRYPTO).externalPsks(List.of(PSK)).build();
    try (PeerProcess server =
        start(
            List.of("openssl", "s_server", "-tls1_3", "-accept", "127.0.0.1:0", "-rev"),
            "-nocert",
            "-ciphersuites",
            "TLS_AES_128_GCM_SHA256",
            "-psk_identity",
            IDENTITY,
            "-psk",
            KEY)) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      try (ClaspClient client = ClaspClient.connect(port, ours)) {
        client.say("hello\n");
        assertEquals("olleh\n", client.readUntil("\n"));
        assertTrue(client.stream().event(ExternalPskSelected.class).isPresent());
      }
    }
  }

  @Test
  @DisplayName("we resume with OpenSSL's tickets by psk_ke: no key exchange")
  void opensslWithoutKeyExchange() throws Exception {
    Installed.require("openssl");
    InMemorySessions sessions = InMemorySessions.standard(CLOCK);
    ClientConfig full = Fixtures.client().sessions(sessions).build();
    ClientConfig resuming =
        Fixtures.client()
            .sessions(sessions)
            .allowPskWithoutKeyExchange()
            .groups(List.of(NamedGroup.SECP521R1)) // the server has none of them
            .build();
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    try (PeerProcess server =
        start(
            List.of("openssl", "s_server", "-tls1_3", "-accept", "127.0.0.1:0", "-rev"),
            "-cert",
            files.chain().toString(),
            "-key",
            files.key().toString(),
            "-allow_no_dhe_kex",
            "-groups",
            "X25519")) {
      int port = Integer.parseInt(server.await("ACCEPT .*:(\\d+)").group(1));
      assertFalse(exchange(port, full, "hello\n", "olleh\n"));
      try (ClaspClient client = ClaspClient.connect(port, resuming)) {
        client.say("hello\n");
        assertEquals("olleh\n", client.readUntil("\n"));
        assertTrue(resumed(client.stream()));
        assertEquals(
            Optional.empty(), client.stream().event(Negotiated.class).orElseThrow().group());
      }
    }
  }

  @Test
  @DisplayName("GnuTLS's client resumes with our tickets")
  void servesGnutls() {
    Installed.require("gnutls-cli");
    try (ClaspServer server = new ClaspServer(resuming(), ApplicationMode.ECHO);
        PeerProcess client =
            start(
                List.of("gnutls-cli", "--resume", "--waitresumption"),
                "--x509cafile=" + Fixtures.authorityFile(),
                "--sni-hostname=localhost",
                "--verify-hostname=localhost",
                "-p",
                String.valueOf(server.port()),
                "127.0.0.1")) {
      client.await("This is a resumed session");
      client.endInput();
      assertEquals(0, client.exitCode(), client::toString);
      assertFalse(resumed(server.awaitEstablished()));
      assertTrue(resumed(server.awaitEstablished()));
    }
  }

  @Test
  @DisplayName("we resume with GnuTLS's tickets, and share a key with its server")
  void resumesWithGnutls() throws Exception {
    Installed.require("gnutls-serv");
    IssuedCertificate.Location files = Fixtures.files(KeyType.P256);
    Path keys = Files.writeString(directory.resolve("psk"), IDENTITY + ":" + KEY + "\n");
    ClientConfig config = Fixtures.client().sessions(InMemorySessions.standard(CLOCK)).build();
    ClientConfig sharing = ClientConfig.builder(Fixtures.CRYPTO).externalPsks(List.of(PSK)).build();
    int port = freePort();
    try (PeerProcess server =
        start(
            List.of(
                "gnutls-serv",
                "--echo",
                "--priority",
                "NORMAL:-VERS-ALL:+VERS-TLS1.3:+DHE-PSK:+ECDHE-PSK:+PSK"),
            "--port=" + port,
            "--x509certfile=" + files.chain(),
            "--x509keyfile=" + files.key(),
            "--pskpasswd=" + keys)) {
      server.await("listening on IPv4 .*done");
      assertFalse(exchange(port, config, "hello\n", "hello\n"));
      assertTrue(exchange(port, config, "hello\n", "hello\n"));
      try (ClaspClient client = ClaspClient.connect(port, sharing)) {
        client.say("hello\n");
        assertEquals("hello\n", client.readUntil("\n"));
        assertTrue(client.stream().event(ExternalPskSelected.class).isPresent());
      }
    }
  }

  /** gnutls-serv does not tell which port it chose, so we choose. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  @DisplayName("the platform's JSSE resumes with our tickets")
  void servesJsse() throws Exception {
    SSLContext context = Jsse.context(Optional.empty());
    try (ClaspServer server = new ClaspServer(resuming(), ApplicationMode.ECHO)) {
      for (boolean expected : List.of(false, true)) {
        try (SSLSocket socket =
            (SSLSocket) context.getSocketFactory().createSocket("localhost", server.port())) {
          socket.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
          assertEquals('h', socket.getInputStream().read()); // behind the tickets
          assertEquals(expected, resumed(server.awaitEstablished()));
        }
      }
    }
  }

  @Test
  @DisplayName("we resume with the tickets of the platform's JSSE")
  void resumesWithJsse() throws Exception {
    SSLContext context = Jsse.context(Fixtures.certificate(KeyType.P256));
    ClientConfig config =
        Fixtures.client()
            .groups(List.of(NamedGroup.X25519)) // JSSE would ask for another share
            .sessions(InMemorySessions.standard(CLOCK))
            .build();
    try (SSLServerSocket listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
      Thread server = new Thread(() -> echoTwice(listener), "jsse-echo");
      server.setDaemon(true);
      server.start();
      assertFalse(exchange(listener.getLocalPort(), config, "hello\n", "hello\n"));
      assertTrue(exchange(listener.getLocalPort(), config, "hello\n", "hello\n"));
    }
  }

  private static void echoTwice(SSLServerSocket listener) {
    for (int i = 0; i < 2; i++) {
      try (SSLSocket socket = (SSLSocket) listener.accept()) {
        byte[] line = socket.getInputStream().readNBytes(6);
        socket.getOutputStream().write(line);
      } catch (IOException e) {
        return; // the client reports what went wrong
      }
    }
  }

  @Test
  @DisplayName("our client and our server, and the key exchange of a resumption")
  void ourselves() throws Exception {
    ClientConfig config = Fixtures.client().sessions(InMemorySessions.standard(CLOCK)).build();
    try (ClaspServer server = new ClaspServer(resuming(), ApplicationMode.ECHO)) {
      assertFalse(exchange(server.port(), config, "hello\n", "hello\n"));
      try (ClaspClient client = ClaspClient.connect(server.port(), config)) {
        assertTrue(resumed(client.stream()));
        assertTrue(client.stream().event(Negotiated.class).orElseThrow().group().isPresent());
      }
    }
  }
}
