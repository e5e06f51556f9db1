package dev.clasp.tls.crypto;

/**
 * A public key as SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), its kind already known.
 *
 * <p>CT: nothing here is secret.
 *
 * @param kind what the algorithm identifier says
 * @param der the whole SubjectPublicKeyInfo
 */
public record PublicKeyInfo(KeyKind kind, Bytes der) {
  /**
   * Reads the algorithm identifier; the key itself is looked at when it is used.
   *
   * @throws InvalidKey when it is not a SubjectPublicKeyInfo or of a kind not implemented
   */
  public static PublicKeyInfo decode(Bytes der) throws InvalidKey {
    return new PublicKeyInfo(KeyAlgorithmIdentifiers.kindOfPublicKey(der), der);
  }
}
