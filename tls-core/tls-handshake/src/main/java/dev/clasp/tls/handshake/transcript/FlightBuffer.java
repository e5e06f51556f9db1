package dev.clasp.tls.handshake.transcript;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.HandshakeMessage;

/**
 * Outgoing messages of TLS 1.2, encoded once: the same bytes are kept and sent. An immutable value.
 *
 * <p>As {@link Flight}, but with the messages themselves: a CertificateVerify of TLS 1.2 may hash
 * them with another hash than the Finished does (RFC 5246 §7.4.8).
 *
 * @param messages through the last message
 * @param encoded the messages of this flight, framed, one behind the other
 */
public record FlightBuffer(TranscriptBuffer messages, Bytes encoded) {
  /** Without messages yet, behind what came before. */
  public static FlightBuffer after(TranscriptBuffer messages) {
    return new FlightBuffer(messages, Bytes.empty());
  }

  public FlightBuffer plus(HandshakeMessage message) {
    Bytes framed = message.framed();
    return new FlightBuffer(messages.plus(framed), encoded.plus(framed));
  }
}
