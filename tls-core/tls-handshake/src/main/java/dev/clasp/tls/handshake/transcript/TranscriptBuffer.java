package dev.clasp.tls.handshake.transcript;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages before the cipher suite, and with it the hash, is known; an immutable value.
 *
 * <p>A type of its own, so that nobody can ask it for a hash.
 *
 * @param messages framed, in order
 */
public record TranscriptBuffer(List<Bytes> messages) {
  public TranscriptBuffer {
    messages = List.copyOf(messages);
  }

  public static TranscriptBuffer of(Bytes... messages) {
    return new TranscriptBuffer(List.of(messages));
  }

  public TranscriptBuffer plus(Bytes framed) {
    List<Bytes> longer = new ArrayList<>(messages);
    longer.add(framed);
    return new TranscriptBuffer(longer);
  }

  /** The messages one behind the other: what a CertificateVerify of TLS 1.2 signs. */
  public Bytes joined() {
    return Bytes.concat(messages);
  }

  /** The same messages, hashed. */
  public Transcript hashedWith(Hashes hashes, HashAlgorithm algorithm) {
    Transcript transcript = Transcript.empty(hashes, algorithm);
    for (Bytes message : messages) {
      transcript = transcript.plus(message);
    }
    return transcript;
  }
}
