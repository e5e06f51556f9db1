package dev.clasp.tls.engine;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Epoch13.Kind;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.PaddingPolicy;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordHeader;
import dev.clasp.tls.record.RecordLimits;
import dev.clasp.tls.record.WriteHalf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer without rules: a record layer and no connection, to say what no connection would say.
 *
 * <p>Plays the client against a connection that runs the mini handshake's server.
 */
final class Peer {
  private final WriteHalf writer = new WriteHalf(MiniHandshake.CRYPTO, PaddingPolicy.NONE);
  private final ReadHalf reader = new ReadHalf(MiniHandshake.CRYPTO);
  private final ByteBuffer inbound = ByteBuffer.allocate(1 << 20);
  private Epoch13 writeKeys = MiniHandshake.epoch(Kind.HANDSHAKE, MiniHandshake.SUITE, true);

  /** Where a connection stands when the peer begins to misbehave. */
  enum Phase {
    START,
    HANDSHAKE,
    ESTABLISHED
  }

  /** A server that has come so far with a well-behaved client, which the peer then replaces. */
  static End server(Peer peer, Phase phase, ConnectionOptions options) throws TlsException {
    End server =
        new End(
            TlsConnection.start(
                MiniHandshake.CRYPTO, MiniHandshake.server(MiniHandshake.SUITE), options));
    if (phase == Phase.START) {
      return server;
    }
    server.deliver(peer.record(ContentType.HANDSHAKE, helloMessage()));
    server.flush();
    peer.changeKeys(peer.writeKeys);
    peer.reader.changeKeys(
        MiniHandshake.epoch(Kind.APPLICATION, MiniHandshake.SUITE, false)); // skips the flight
    if (phase == Phase.ESTABLISHED) {
      server.deliver(peer.record(ContentType.HANDSHAKE, finishedMessage()));
      peer.changeKeys(MiniHandshake.epoch(Kind.APPLICATION, MiniHandshake.SUITE, true));
    }
    return server;
  }

  static End server(Peer peer, Phase phase) throws TlsException {
    return server(peer, phase, ConnectionOptions.standard());
  }

  static Bytes helloMessage() {
    return MiniHandshake.message(
        dev.clasp.tls.protocol.HandshakeType.CLIENT_HELLO, MiniHandshake.BODY);
  }

  static Bytes finishedMessage() {
    return MiniHandshake.message(dev.clasp.tls.protocol.HandshakeType.FINISHED, MiniHandshake.BODY);
  }

  static Bytes ticketMessage(int length) {
    return MiniHandshake.message(
        dev.clasp.tls.protocol.HandshakeType.NEW_SESSION_TICKET, Bytes.copyOf(new byte[length]));
  }

  void changeKeys(Epoch13 epoch) throws TlsException {
    writeKeys = epoch;
    writer.changeKeys(epoch);
  }

  /** As behind a KeyUpdate. */
  void updateKeys() throws TlsException {
    changeKeys(MiniHandshake.next(writeKeys));
  }

  /** One record under the peer's keys. */
  Bytes record(ContentType type, Bytes content) throws TlsException {
    ByteBuffer wire = ByteBuffer.allocate(RecordLimits.MAX_RECORD);
    writer.seal(type, content.asByteBuffer(), wire);
    return Bytes.copyOf(wire.flip());
  }

  Bytes alert(AlertDescription description) throws TlsException {
    return alert(2, description);
  }

  Bytes alert(int level, AlertDescription description) throws TlsException {
    return record(ContentType.ALERT, new Alert(level, description).encoded());
  }

  /** One record without protection, whatever the keys. */
  static Bytes raw(int type, Bytes body) {
    ByteBuffer wire = ByteBuffer.allocate(RecordHeader.LENGTH + body.size());
    new RecordHeader(type, RecordHeader.VERSION, body.size()).writeTo(wire);
    return Bytes.copyOf(wire.put(body.asByteBuffer()).flip());
  }

  /** Reads records that are not application data. */
  List<Fragment> read(Bytes bytes) throws TlsException {
    inbound.put(bytes.asByteBuffer()).flip();
    List<Fragment> fragments = new ArrayList<>();
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = reader.open(inbound, plaintext);
    while (outcome instanceof Fragment fragment) {
      fragments.add(fragment);
      outcome = reader.open(inbound, plaintext);
    }
    inbound.compact();
    return fragments;
  }

  /** The alerts among what a connection wrote. */
  List<Alert> alerts(Bytes bytes) throws TlsException {
    List<Alert> alerts = new ArrayList<>();
    for (Fragment fragment : read(bytes)) {
      if (fragment.type() == ContentType.ALERT) {
        alerts.add(Alert.decode(fragment.content()));
      }
    }
    return alerts;
  }

  ReadHalf reader() {
    return reader;
  }
}
