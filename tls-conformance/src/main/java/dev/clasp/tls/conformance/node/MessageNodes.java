package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Outgoing;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.EndOfEarlyData;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.AlertLevel;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import java.util.OptionalInt;

/** Generators of messages that are no part of the handshake's transcript. */
final class MessageNodes {
  private MessageNodes() {}

  /**
   * {@code ChangeCipherSpecGenerator {fake}}: the octet 1, unprotected in TLS 1.3 (RFC 9846 §5). In
   * TLS 1.2 the next record is under new keys, unless it is fake (RFC 5246 §7.1).
   */
  static Node.Command changeCipherSpec(Args args) {
    boolean fake = args.find("fake").map(JsonNode::asBoolean).orElse(false);
    return peer -> {
      Bytes one = Bytes.of(1);
      if (peer.isTls12()) {
        peer.send("change_cipher_spec", Outgoing.of(ContentType.CHANGE_CIPHER_SPEC.value(), one));
        if (!fake && peer.tls12().hasKeys()) {
          peer.records().changeWriteKeys(peer.tls12().epoch(peer.role()));
        }
        return;
      }
      peer.sentRaw("change_cipher_spec", one);
      peer.records().writePlaintext(ContentType.CHANGE_CIPHER_SPEC.value(), one);
    };
  }

  /** {@code AlertGenerator {level, description}}: warning, close_notify. */
  static Node.Generator alert(Args args) throws FormatException {
    int level = args.number("level", Registry.ALERT_LEVELS).orElse(AlertLevel.WARNING.value());
    int description =
        args.number("description", Registry.ALERTS).orElse(AlertDescription.CLOSE_NOTIFY.value());
    return message(ContentType.ALERT, Bytes.of(level, description));
  }

  /**
   * {@code HeartbeatGenerator {payload, message_type, padding_length, payload_length}} (RFC 6520
   * §4): a request of what is said, and of that length unless another is claimed.
   */
  static Node.Generator heartbeat(Args args) throws FormatException {
    ByteValue payload = args.requiredBytes("payload");
    int type = args.number("message_type", Registry.HEARTBEATS).orElse(1);
    int padding = args.number("padding_length").orElse(16);
    OptionalInt claimed = args.number("payload_length");
    return peer -> {
      Bytes octets = payload.in(peer);
      int length = claimed.orElse(octets.size());
      return Outgoing.of(
          Registry.HEARTBEAT,
          Bytes.concat(
              Bytes.of(type, length >> 8, length), octets, peer.setup().random().bytes(padding)));
    };
  }

  /** {@code ApplicationDataGenerator {payload}}. */
  static Node.Generator applicationData(Args args) throws FormatException {
    ByteValue payload = args.requiredBytes("payload");
    return peer -> Outgoing.of(ContentType.APPLICATION_DATA.value(), payload.in(peer));
  }

  /** {@code EndOfEarlyDataGenerator}: afterwards writes with handshake keys (RFC 9846 §4.6). */
  static HandshakeGenerator endOfEarlyData(Args args) {
    return new HandshakeGenerator() {
      @Override
      public HandshakeMessage message(Peer peer) {
        return new EndOfEarlyData();
      }

      @Override
      public void sent(Peer peer) throws ScriptException, TlsException {
        if (peer.secrets().hasHandshakeKeys()) {
          peer.records().changeWriteKeys(peer.secrets().handshakeEpoch(peer.role()));
        }
        peer.earlyData(false);
      }
    };
  }

  /** {@code KeyUpdateGenerator {message_type}}: afterwards writes with the next keys. */
  static Node.Generator keyUpdate(Args args) throws FormatException {
    int request = args.number("message_type", Registry.KEY_UPDATES).orElse(0);
    Bytes message = Bytes.of(HandshakeType.KEY_UPDATE.value(), 0, 0, 1, request);
    return new Node.Generator() {
      @Override
      public Outgoing generate(Peer peer) {
        return Outgoing.of(ContentType.HANDSHAKE.value(), message);
      }

      @Override
      public void sent(Peer peer) throws ScriptException, TlsException {
        if (peer.secrets().hasApplicationKeys()) {
          peer.secrets().update(peer.role());
          peer.records().changeWriteKeys(peer.secrets().applicationEpoch(peer.role()));
        }
      }
    };
  }

  private static Node.Generator message(ContentType type, Bytes content) {
    return peer -> Outgoing.of(type.value(), content);
  }
}
