package dev.clasp.tls.handshake.transcript;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.HandshakeMessage;

/**
 * Messages to send together: each is encoded once, and those bytes are both hashed and sent.
 *
 * <pre>{@code
 * Flight flight = Flight.after(throughServerHello).plus(encryptedExtensions).plus(finished);
 * step.send(flight.encoded());         // and go on with flight.transcript()
 * }</pre>
 *
 * @param transcript through the last message
 * @param encoded the messages, framed, one behind the other
 */
public record Flight(Transcript transcript, Bytes encoded) {
  /** Without messages yet, behind what the transcript holds. */
  public static Flight after(Transcript transcript) {
    return new Flight(transcript, Bytes.empty());
  }

  public Flight plus(HandshakeMessage message) {
    Bytes framed = message.framed();
    return new Flight(transcript.plus(framed), encoded.plus(framed));
  }
}
