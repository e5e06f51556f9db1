package dev.clasp.tls.crypto;

import java.util.Set;

/**
 * Checks signatures; everything it sees is public. Thread-safe.
 *
 * <p>CT: none; all that verification reads is public.
 */
public interface SignatureVerifiers {
  /** What {@link #verify} implements. */
  Set<SignatureAlgorithm> algorithms();

  /**
   * Whether {@code signature} is the key's signature of {@code message}.
   *
   * <p>False also for a key of the wrong kind, an unreadable key or a malformed signature.
   *
   * @param message the whole message, not its hash
   */
  boolean verify(SignatureAlgorithm algorithm, PublicKeyInfo key, Bytes message, Bytes signature);
}
