package dev.clasp.tls.engine;

import static dev.clasp.tls.protocol.AlertDescription.UNEXPECTED_MESSAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.engine.Peer.Phase;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A peer that keeps us busy is let go, at the limit and not before. */
class PeerLimitsTest {
  private final Peer peer = new Peer();

  @Test
  void boundsEmptyRecords() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    for (int i = 0; i < PeerLimits.EMPTY_RECORDS; i++) {
      server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.empty()));
    }
    server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.of(1))); // counts anew
    for (int i = 0; i < PeerLimits.EMPTY_RECORDS; i++) {
      server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.empty()));
    }
    Bytes oneMore = peer.record(ContentType.APPLICATION_DATA, Bytes.empty());

    Refused.with(UNEXPECTED_MESSAGE, "5.4", () -> server.deliver(oneMore));
  }

  @Test
  void boundsWarnings() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    for (int i = 0; i < PeerLimits.WARNINGS; i++) {
      server.deliver(peer.alert(1, AlertDescription.USER_CANCELED));
    }
    Bytes oneMore = peer.alert(1, AlertDescription.USER_CANCELED);

    Refused.with(UNEXPECTED_MESSAGE, "6.1", () -> server.deliver(oneMore));
  }

  @Test
  void boundsChangeCipherSpecs() throws Exception {
    End server = Peer.server(peer, Phase.HANDSHAKE);
    for (int i = 0; i < PeerLimits.CHANGE_CIPHER_SPECS; i++) {
      server.deliver(Peer.raw(20, Bytes.of(1)));
    }

    Refused.with(UNEXPECTED_MESSAGE, "5", () -> server.deliver(Peer.raw(20, Bytes.of(1))));
  }

  @Test
  void boundsRecordsOfTheHandshake() throws Exception {
    End server = Peer.server(peer, Phase.START);
    Bytes hello = MiniHandshake.message(HandshakeType.CLIENT_HELLO, Bytes.copyOf(new byte[20000]));
    for (int i = 0; i < PeerLimits.HANDSHAKE_RECORDS; i++) {
      server.deliver(Peer.raw(22, hello.slice(i, i + 1)));
    }

    Refused.with(UNEXPECTED_MESSAGE, "5.1", () -> server.deliver(Peer.raw(22, Bytes.of(0))));
  }

  /** They take nothing off the bytes of early data that may be skipped. */
  @Test
  void boundsSkippedRecordsWithoutABody() throws Exception {
    Step skipping = MiniHandshake.server(MiniHandshake.SUITE).skipEarlyData(100);
    End server = new End(TlsConnection.start(MiniHandshake.CRYPTO, skipping));
    for (int i = 0; i < PeerLimits.HANDSHAKE_RECORDS; i++) {
      server.deliver(Peer.raw(23, Bytes.empty()));
    }

    Refused.with(UNEXPECTED_MESSAGE, "5.1", () -> server.deliver(Peer.raw(23, Bytes.empty())));
  }

  @Test
  void boundsTheBytesOfTheHandshake() throws Exception {
    End server = Peer.server(peer, Phase.START);
    Bytes longest = Bytes.copyOf(new byte[128 * 1024]);
    deliver(server, MiniHandshake.message(HandshakeType.CLIENT_HELLO, longest));
    server.flush();
    peer.changeKeys(MiniHandshake.epoch(Epoch13.Kind.HANDSHAKE, MiniHandshake.SUITE, true));
    Bytes finished = MiniHandshake.message(HandshakeType.FINISHED, longest);

    Refused.with(UNEXPECTED_MESSAGE, "4", () -> deliver(server, finished));
  }

  /** In full records. */
  private void deliver(End server, Bytes message) throws Exception {
    for (Bytes fragment : Duplex.Delivery.cut(message, 1 << 14)) {
      server.deliver(peer.record(ContentType.HANDSHAKE, fragment));
    }
  }

  @Test
  void boundsKeyUpdates() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    for (int i = 0; i < PeerLimits.KEY_UPDATES; i++) {
      updateKeys(server);
    }
    server.deliver(peer.record(ContentType.APPLICATION_DATA, Bytes.of(1))); // counts anew
    for (int i = 0; i < PeerLimits.KEY_UPDATES; i++) {
      updateKeys(server);
    }
    Bytes oneMore = peer.record(ContentType.HANDSHAKE, MiniHandshake.keyUpdate(false));

    Refused.with(UNEXPECTED_MESSAGE, "4.7.3", () -> server.deliver(oneMore));
  }

  @Test
  void boundsTheBytesOfPostHandshakeMessages() throws Exception {
    End server = Peer.server(peer, Phase.ESTABLISHED);
    Bytes ticket = Peer.ticketMessage((1 << 14) - 4); // fills a record
    for (int i = 0; i < PeerLimits.POST_HANDSHAKE_BYTES / (1 << 14); i++) {
      server.deliver(peer.record(ContentType.HANDSHAKE, ticket));
    }
    Bytes oneMore = peer.record(ContentType.HANDSHAKE, Peer.ticketMessage(0));

    Refused.with(UNEXPECTED_MESSAGE, "4.7", () -> server.deliver(oneMore));
  }

  @Test
  void boundsTheLengthOfAMessageByItsHeader() throws Exception {
    End server = Peer.server(peer, Phase.START);
    Bytes header = Bytes.of(1, 0x02, 0x00, 0x01); // 128 KiB and one byte

    DecodeException thrown =
        assertThrows(
            DecodeException.class,
            () -> server.deliver(peer.record(ContentType.HANDSHAKE, header)));

    assertEquals(Optional.of(AlertDescription.ILLEGAL_PARAMETER), thrown.alert());
  }

  @Test
  void takesLimitsFromTheOptions() throws Exception {
    PeerLimits none = new PeerLimits(0, 0, 0, 9, 999, 0, 0, 4, 0);
    End server =
        Peer.server(peer, Phase.HANDSHAKE, ConnectionOptions.standard().withPeerLimits(none));

    Refused.with(UNEXPECTED_MESSAGE, "5", () -> server.deliver(Peer.raw(20, Bytes.of(1))));
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new PeerLimits(-1, 0, 0, 0, 0, 0, 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new PeerLimits(0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertTrue(PeerLimits.standard().handshakeMessageLength() >= 128 * 1024);
  }

  private void updateKeys(End server) throws Exception {
    server.deliver(peer.record(ContentType.HANDSHAKE, MiniHandshake.keyUpdate(false)));
    peer.updateKeys();
  }
}
