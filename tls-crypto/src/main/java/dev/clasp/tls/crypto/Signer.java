package dev.clasp.tls.crypto;

/**
 * One private key with one algorithm. Implementable by users: the key may live in an HSM or KMS.
 *
 * <p>Thread-safe.
 */
public interface Signer {
  SignatureAlgorithm algorithm();

  /**
   * Signs the message (not its hash). May block: the handshake calls it as delegated work.
   *
   * @throws SigningFailed when the key refused or could not be reached
   */
  Bytes sign(Bytes message) throws SigningFailed;
}
