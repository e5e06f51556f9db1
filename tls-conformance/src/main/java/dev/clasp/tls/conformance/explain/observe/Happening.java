package dev.clasp.tls.conformance.explain.observe;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.session.Session;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.Epoch;
import java.util.Optional;

/** One thing that happened at one end of a connection. */
public sealed interface Happening {
  /**
   * A handshake message came.
   *
   * @param framed type and length included
   * @param message decoded; empty if it is malformed or not expected
   * @param state what our handshake waited in, by the name of its class
   */
  record Received(Bytes framed, Optional<HandshakeMessage> message, String state)
      implements Happening {}

  /**
   * A handshake message was queued; the record it goes in comes later.
   *
   * @param last whether what is queued behind it goes into another record
   */
  record Sent(Bytes framed, Optional<HandshakeMessage> message, boolean last)
      implements Happening {}

  record ChangeCipherSpecReceived() implements Happening {}

  /** Queued, as {@link Sent}. */
  record ChangeCipherSpecSent() implements Happening {}

  record ApplicationDataReceived(Bytes content) implements Happening {}

  /** Queued, as {@link Sent}. */
  record ApplicationDataSent(Bytes content) implements Happening {}

  record AlertReceived(Alert alert) implements Happening {}

  /** Queued, as {@link Sent}. */
  record AlertSent(Alert alert) implements Happening {}

  /** Everything that comes from here on is under these keys. */
  record ReadKeysChanged(Epoch epoch) implements Happening {}

  /** Everything queued from here on goes under these keys. */
  record WriteKeysChanged(Epoch epoch) implements Happening {}

  /** The key exchange gave this; a copy. */
  record SecretShared(Secret secret) implements Happening {}

  /** The stack logged a secret where it was born; a copy. */
  record SecretLogged(KeyLog.Label label, Secret secret) implements Happening {}

  /** The client found a session that it can resume, and offers it. */
  record SessionOffered(Session session) implements Happening {}

  record Reported(HandshakeEvent event) implements Happening {}

  /** Slow work was done, such as {@code verify the server's signature}. */
  record Worked(String description) implements Happening {}

  /** A whole record came, header included. What it held follows. */
  record RecordReceived(Bytes bytes) implements Happening {}

  /** A whole record left, header included. What it held was queued before. */
  record RecordSent(Bytes bytes) implements Happening {}

  /** The connection failed on our side, or the peer or the transport ended it. */
  record Failed(Exception reason) implements Happening {}
}
