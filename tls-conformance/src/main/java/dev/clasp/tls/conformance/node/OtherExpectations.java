package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Received;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.Rfc;
import java.util.Optional;
import java.util.OptionalInt;

/** Expectations of what is no handshake message. */
public final class OtherExpectations {
  private OtherExpectations() {}

  /** {@code ExpectChangeCipherSpec}: one octet 1, unprotected. In TLS 1.2 keys change with it. */
  public record ChangeCipherSpec() implements Node.Expectation {
    @Override
    public boolean matches(Received received) {
      return received instanceof Received.ChangeCipherSpec;
    }

    @Override
    public void take(Peer peer, Received received) throws CheckFailed, ScriptException {
      Received.ChangeCipherSpec message = (Received.ChangeCipherSpec) received;
      if (peer.isTls12() && message.content().equals(Bytes.of(1))) {
        peer.records().changeReadKeys(peer.tls12().epoch(peer.role().other()));
        return;
      }
      if (message.wasProtected() || !message.content().equals(Bytes.of(1))) {
        throw new CheckFailed(
            Rfc.rfc9846("5"),
            "change_cipher_spec: %s%s, expected 01 unprotected"
                .formatted(message.content(), message.wasProtected() ? " protected" : ""));
      }
    }
  }

  /** {@code ExpectApplicationData {data, size}}: any record of it, also an empty one. */
  record ApplicationData(Optional<ByteValue> data, OptionalInt size) implements Node.Expectation {
    static ApplicationData of(Args args) throws FormatException {
      return new ApplicationData(args.bytes("data"), args.number("size"));
    }

    @Override
    public boolean matches(Received received) {
      return received instanceof Received.ApplicationData;
    }

    @Override
    public void take(Peer peer, Received received) throws CheckFailed, ScriptException {
      Bytes content = ((Received.ApplicationData) received).content();
      if (size.isPresent() && content.size() != size.getAsInt()) {
        throw new CheckFailed(
            "application data: %d bytes, expected %d".formatted(content.size(), size.getAsInt()));
      }
      if (data.isPresent() && !data.get().in(peer).equals(content)) {
        throw new CheckFailed(
            "application data: %s, expected %s".formatted(content, data.get().in(peer)));
      }
    }
  }

  /**
   * {@code ExpectHeartbeat {message_type, payload, padding_size}} (RFC 6520 §4). Of a protected one
   * only the length can be looked at: it must not be longer than what was asked for.
   */
  record Heartbeat(OptionalInt type, Optional<ByteValue> payload, OptionalInt padding)
      implements Node.Expectation {
    private static final int OVERHEAD = 3 + 16 + 256; // header, least padding, protection

    static Heartbeat of(Args args) throws FormatException {
      return new Heartbeat(
          args.number("message_type", Registry.HEARTBEATS),
          args.bytes("payload"),
          args.number("padding_size"));
    }

    @Override
    public boolean matches(Received received) {
      return received instanceof Received.Heartbeat;
    }

    @Override
    public void take(Peer peer, Received received) throws CheckFailed, ScriptException {
      Received.Heartbeat message = (Received.Heartbeat) received;
      Bytes expected = payload.isPresent() ? payload.get().in(peer) : Bytes.empty();
      Rfc clause = Rfc.rfc(6520, "4");
      int size = message.content().size();
      if (payload.isPresent() && size > expected.size() + OVERHEAD + padding.orElse(0)) {
        throw new CheckFailed(
            clause, "heartbeat: %d octets, %d were sent".formatted(size, expected.size()));
      }
      if (message.wasProtected()) {
        return;
      }
      boolean right =
          size >= 3
              && (type.isEmpty() || message.content().get(0) == type.getAsInt())
              && (payload.isEmpty()
                  || (size >= 3 + expected.size()
                      && message.content().slice(3, 3 + expected.size()).equals(expected)));
      if (!right) {
        throw new CheckFailed(clause, "heartbeat: %s".formatted(message.content()));
      }
    }
  }

  /** {@code ExpectClose}: the end of the TCP stream or a reset, and never a message. */
  public record Close() implements Node.Expectation {
    @Override
    public boolean matches(Received received) {
      return received instanceof Received.Closed;
    }

    @Override
    public void take(Peer peer, Received received) {
      peer.close();
    }
  }

  /**
   * {@code ExpectNoMessage {timeout}}: passes when nothing comes.
   *
   * @param milliseconds to wait
   */
  public record NoMessage(long milliseconds) implements Node.Expectation {
    private static final double DEFAULT_SECONDS = 0.1;

    static NoMessage of(Args args) {
      double seconds = args.json().path("timeout").asDouble(DEFAULT_SECONDS);
      return new NoMessage(Math.max(1, Math.round(seconds * 1000)));
    }

    @Override
    public boolean matches(Received received) {
      return received instanceof Received.Nothing;
    }

    @Override
    public void take(Peer peer, Received received) {
      // Nothing came, as expected.
    }
  }
}
