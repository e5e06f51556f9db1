package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;

/**
 * Counts what {@link PeerLimits} bounds.
 *
 * <p>Every method throws {@code unexpected_message} past its limit; no clause names an alert. The
 * clause in the error is the one that permits the thing.
 */
final class PeerCounters {
  private final PeerLimits limits;
  private int emptyRecords;
  private int warnings;
  private int changeCipherSpecs;
  private int handshakeRecords;
  private long handshakeBytes;
  private int keyUpdates;
  private int renegotiations;
  private long postHandshakeBytes;

  PeerCounters(PeerLimits limits) {
    this.limits = limits;
  }

  /** Data is what the connection is for: whatever came before it was not for nothing. */
  void applicationData(int length) throws ProtocolViolation {
    if (length == 0) {
      emptyRecords = within(emptyRecords + 1, limits.emptyRecords(), "empty records", "5.4");
      return;
    }
    emptyRecords = 0;
    keyUpdates = 0;
    postHandshakeBytes = 0;
  }

  void warning() throws ProtocolViolation {
    warnings = within(warnings + 1, limits.warnings(), "warning alerts", "6.1");
  }

  void changeCipherSpec() throws ProtocolViolation {
    changeCipherSpecs =
        within(
            changeCipherSpecs + 1, limits.changeCipherSpecs(), "change_cipher_spec records", "5");
  }

  /** A record before the handshake is complete; early data is bounded otherwise. */
  void handshakeRecord() throws ProtocolViolation {
    handshakeRecords =
        within(handshakeRecords + 1, limits.handshakeRecords(), "records in the handshake", "5.1");
  }

  /** Content of handshake records before the handshake is complete. */
  void handshakeBytes(int length) throws ProtocolViolation {
    handshakeBytes += length;
    if (handshakeBytes > limits.handshakeBytes()) {
      throw tooMany("bytes of handshake messages", limits.handshakeBytes(), "4");
    }
  }

  void postHandshake(HandshakeFrame frame) throws ProtocolViolation {
    if (frame.type() == HandshakeType.KEY_UPDATE) {
      keyUpdates = within(keyUpdates + 1, limits.keyUpdates(), "KeyUpdates", "4.7.3");
    }
    if (frame.type() == HandshakeType.CLIENT_HELLO || frame.type() == HandshakeType.HELLO_REQUEST) {
      renegotiations =
          within(renegotiations + 1, limits.renegotiations(), "renegotiations", "4.2.2");
    }
    postHandshakeBytes += frame.raw().size();
    if (postHandshakeBytes > limits.postHandshakeBytes()) {
      throw tooMany("bytes of post-handshake messages", limits.postHandshakeBytes(), "4.7");
    }
  }

  private static int within(int count, int limit, String what, String section)
      throws ProtocolViolation {
    if (count > limit) {
      throw tooMany(what, limit, section);
    }
    return count;
  }

  private static ProtocolViolation tooMany(String what, int limit, String section) {
    return new ProtocolViolation(
        AlertDescription.UNEXPECTED_MESSAGE,
        Rfc.rfc9846(section),
        "connection: more %s than our limit of %d".formatted(what, limit));
  }
}
