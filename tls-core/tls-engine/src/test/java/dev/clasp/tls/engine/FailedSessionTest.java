package dev.clasp.tls.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.session.InMemorySessions;
import dev.clasp.tls.handshake.start.Handshake;
import dev.clasp.tls.handshake.testing.TestCertificates;
import dev.clasp.tls.handshake.testing.TestConfigs;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.TlsException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** "any connection terminated with a fatal alert MUST NOT be resumed" (RFC 5246 §7.2.2). */
class FailedSessionTest {
  private static final InstantSource CLOCK = InstantSource.fixed(TestCertificates.NOW);
  private static final Bytes NO_RECORD = Bytes.fromHex("99 0303 0001");

  /** The stores stand for several connections of the same client with the same server. */
  private final InMemorySessions clients = InMemorySessions.standard(CLOCK);

  private final InMemorySessions servers = InMemorySessions.standard(CLOCK);

  /** The versions that have sessions, each in its own way. */
  enum Version {
    TLS12(ProtocolVersion.TLS12),
    TLS13(ProtocolVersion.TLS13);

    private final ProtocolVersion version;

    Version(ProtocolVersion version) {
      this.version = version;
    }
  }

  private Duplex connect(Version version) throws TlsException {
    Duplex duplex =
        Duplex.of(
            Handshake.client(
                TestConfigs.client()
                    .versions(List.of(version.version))
                    .sessions(clients)
                    .clock(CLOCK)
                    .build(),
                TestConfigs.SERVER),
            Handshake.server(
                TestConfigs.server()
                    .versions(List.of(version.version))
                    .sessions(servers)
                    .clock(CLOCK)
                    .build()),
            ConnectionOptions.standard());
    duplex.run(Duplex.Delivery.WHOLE);
    return duplex;
  }

  private static boolean resumed(Duplex duplex) {
    for (Optional<HandshakeEvent> event = duplex.server().connection.pollEvent();
        event.isPresent();
        event = duplex.server().connection.pollEvent()) {
      if (event.get() instanceof HandshakeEvent.SessionResumed) {
        return true;
      }
    }
    return false;
  }

  /** One side finds a record that is none, and the other hears of it. */
  private static void fail(End failing, End hearing) {
    assertThrows(TlsException.class, () -> failing.deliver(NO_RECORD));
    assertThrows(PeerAlert.class, () -> hearing.deliver(failing.flush()));
  }

  @ParameterizedTest
  @CsvSource({"TLS12, true", "TLS12, false", "TLS13, true", "TLS13, false"})
  @DisplayName("neither who sends a fatal alert resumes, nor who receives one (RFC 9846 §6)")
  void forgetsOnBothSides(Version version, boolean clientFails) throws TlsException {
    Duplex duplex = connect(version);
    assertTrue(clients.size() > 0 && servers.size() > 0);

    fail(
        clientFails ? duplex.client() : duplex.server(),
        clientFails ? duplex.server() : duplex.client());

    assertEquals(0, clients.size());
    assertEquals(0, servers.size());
    assertFalse(resumed(connect(version)));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  @DisplayName("a resumed connection that fails takes the session along")
  void forgetsWhatWasResumed(Version version) throws TlsException {
    connect(version);
    Duplex again = connect(version);
    assertTrue(resumed(again));

    fail(again.client(), again.server());

    assertFalse(resumed(connect(version)));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  @DisplayName("an orderly end leaves the session alone")
  void keepsAfterAnOrderlyEnd(Version version) throws TlsException {
    Duplex duplex = connect(version);
    duplex.client().connection.close();
    duplex.run(Duplex.Delivery.WHOLE);

    assertTrue(resumed(connect(version)));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  @DisplayName("RFC 5246 §7.2.1: so does a transport that just ends")
  void keepsAfterTruncation(Version version) throws TlsException {
    Duplex duplex = connect(version);
    assertThrows(TlsException.class, () -> duplex.client().connection.endOfStream());
    assertThrows(TlsException.class, () -> duplex.server().connection.endOfStream());

    assertTrue(resumed(connect(version)));
  }
}
