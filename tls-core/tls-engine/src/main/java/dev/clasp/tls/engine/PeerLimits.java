package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.codec.HandshakeDeframer;

/**
 * How much a peer may make us do for nothing. The RFC permits all of it without bound; the bounds
 * are ours, against a peer that keeps us busy and never sends data.
 *
 * @param emptyRecords application data records without content in a row
 * @param warnings alerts that do not end the connection
 * @param changeCipherSpecs in one handshake
 * @param handshakeRecords other than early data, until the handshake is complete
 * @param handshakeBytes of handshake messages, until the handshake is complete, in bytes
 * @param keyUpdates with no application data between them
 * @param renegotiations asked for after the handshake, each refused with an alert (TLS 1.2)
 * @param handshakeMessageLength of one message's body, in bytes
 * @param postHandshakeBytes of handshake messages with no application data between them, in bytes
 */
public record PeerLimits(
    int emptyRecords,
    int warnings,
    int changeCipherSpecs,
    int handshakeRecords,
    int handshakeBytes,
    int keyUpdates,
    int renegotiations,
    int handshakeMessageLength,
    int postHandshakeBytes) {
  /**
   * "Zero-length fragments of Application Data MAY be sent" as cover traffic (RFC 9846 §5.1), but
   * cost a decryption each. BoringSSL draws the line at the same number.
   */
  public static final int EMPTY_RECORDS = 32;

  /** A peer cancels once; BoringSSL allows as many warnings. */
  public static final int WARNINGS = 4;

  /**
   * The compatibility mode of RFC 9846 §E.4 needs one, and two if a HelloRetryRequest came between;
   * dropping one costs nothing, so we are as patient as BoringSSL.
   */
  public static final int CHANGE_CIPHER_SPECS = 32;

  /**
   * A flight may come in records of one byte each (RFC 9846 §5.1), which the longest ClientHello we
   * know of would survive ten times over. Also bounds records of early data that are dropped
   * without a byte in them.
   */
  public static final int HANDSHAKE_RECORDS = 16 * 1024;

  /**
   * Two messages of the longest kind: a chain of certificates, and whatever else is long. Each is
   * hashed and decoded before the peer has shown who it is.
   */
  public static final int HANDSHAKE_BYTES = 256 * 1024;

  /** Each costs two derivations, and with update_requested a record. As BoringSSL. */
  public static final int KEY_UPDATES = 32;

  /** Whoever was refused need not ask again. */
  public static final int RENEGOTIATIONS = 4;

  /** Two of the longest NewSessionTickets there can be: ticket and extensions of 2^16-1 each. */
  public static final int POST_HANDSHAKE_BYTES = 256 * 1024;

  public PeerLimits {
    if (emptyRecords < 0
        || warnings < 0
        || changeCipherSpecs < 0
        || handshakeRecords < 0
        || handshakeBytes < 0
        || keyUpdates < 0
        || renegotiations < 0
        || handshakeMessageLength < 1
        || postHandshakeBytes < 0) {
      throw new IllegalArgumentException("limits are not negative");
    }
  }

  /** The constants above. */
  public static PeerLimits standard() {
    return new PeerLimits(
        EMPTY_RECORDS,
        WARNINGS,
        CHANGE_CIPHER_SPECS,
        HANDSHAKE_RECORDS,
        HANDSHAKE_BYTES,
        KEY_UPDATES,
        RENEGOTIATIONS,
        HandshakeDeframer.DEFAULT_MAX_MESSAGE_LENGTH,
        POST_HANDSHAKE_BYTES);
  }
}
