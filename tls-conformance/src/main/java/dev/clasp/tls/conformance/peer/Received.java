package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.Random;

/** What waiting for the peer brought. */
public sealed interface Received {
  /** For messages to people. */
  String describe();

  /** A whole handshake message. */
  record Handshake(HandshakeFrame frame) implements Received {
    private static final int RANDOM_AT = 2;

    /** Whether it is a ServerHello with the random of a HelloRetryRequest (RFC 9846 §4.2.3). */
    public boolean isHelloRetryRequest() {
      Bytes body = frame.body();
      int end = RANDOM_AT + Random.LENGTH;
      return frame.type() == dev.clasp.tls.protocol.HandshakeType.SERVER_HELLO
          && body.size() >= end
          && body.slice(RANDOM_AT, end).equals(Random.HELLO_RETRY_REQUEST.bytes());
    }

    @Override
    public String describe() {
      return isHelloRetryRequest() ? "hello_retry_request" : frame.type().toString();
    }
  }

  record AlertMessage(Alert alert) implements Received {
    @Override
    public String describe() {
      return "alert " + alert.description();
    }
  }

  /**
   * @param wasProtected under keys
   */
  record ChangeCipherSpec(Bytes content, boolean wasProtected) implements Received {
    @Override
    public String describe() {
      return "change_cipher_spec";
    }
  }

  record ApplicationData(Bytes content) implements Received {
    @Override
    public String describe() {
      return "application_data (%d bytes)".formatted(content.size());
    }
  }

  /**
   * A heartbeat (RFC 6520). A protected one is not opened, since our record layer knows none, and
   * nothing behind it can be read.
   */
  record Heartbeat(Bytes content, boolean wasProtected) implements Received {
    @Override
    public String describe() {
      return "heartbeat (%d bytes)".formatted(content.size());
    }
  }

  /** A message of SSL 2.0, its type first. */
  record Ssl2(Bytes message) implements Received {
    @Override
    public String describe() {
      return "SSL 2.0 message of type " + (message.isEmpty() ? "?" : message.get(0));
    }
  }

  /**
   * The stream ended.
   *
   * @param how for people: closed or reset
   */
  record Closed(String how) implements Received {
    @Override
    public String describe() {
      return "connection " + how;
    }
  }

  /** Nothing came in time. */
  record Nothing(long milliseconds) implements Received {
    @Override
    public String describe() {
      return "nothing within %d ms".formatted(milliseconds);
    }
  }
}
