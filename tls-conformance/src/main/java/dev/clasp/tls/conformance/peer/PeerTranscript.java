package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.HashAlgorithm;
import dev.clasp.tls.crypto.Hashes;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.ArrayList;
import java.util.List;

/**
 * The handshake messages as sent and received (RFC 9846 §4.1).
 *
 * <p>Unlike the stack's own transcript it takes anything, in any order: the script decides what is
 * hashed.
 */
public final class PeerTranscript {
  private final List<Bytes> messages = new ArrayList<>();

  public void add(Bytes message) {
    messages.add(message);
  }

  public void clear() {
    messages.clear();
  }

  public Bytes bytes() {
    return Bytes.concat(messages);
  }

  public Bytes hash(Hashes hashes, HashAlgorithm algorithm) {
    return hashes.digest(algorithm, bytes());
  }

  /** Replaces everything so far by message_hash, as a HelloRetryRequest demands (§4.1). */
  public void startAgain(Hashes hashes, HashAlgorithm algorithm) {
    Bytes hash = hash(hashes, algorithm);
    messages.clear();
    messages.add(Bytes.of(HandshakeType.MESSAGE_HASH.value(), 0, 0, hash.size()).plus(hash));
  }
}
