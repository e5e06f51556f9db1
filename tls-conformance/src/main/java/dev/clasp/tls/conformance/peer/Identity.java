package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SigningKey;
import java.security.PrivateKey;
import java.util.List;

/**
 * A certificate chain with its key.
 *
 * @param chain DER, the leaf first
 * @param platformKey the same key for the platform, which still makes SHA-1 signatures; our own
 *     cryptography has none
 */
public record Identity(List<Bytes> chain, SigningKey key, PrivateKey platformKey) {
  public Identity {
    chain = List.copyOf(chain);
  }
}
