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
   * <p>CT: the shipped signers reveal the length of the message only, as far as their makers' code
   * does not (README, Security).
   *
   * @throws SigningFailed when the key refused or could not be reached
   */
  Bytes sign(Bytes message) throws SigningFailed;

  /**
   * Begins to sign, and answers once: now or later, from whichever thread.
   *
   * <p>Signs here and now unless overridden. A key that is reached over a network overrides it, so
   * that no thread has to wait; {@link #sign} remains for drivers that wait anyway.
   */
  default void begin(Bytes message, SignatureAnswer answer) {
    Bytes signature;
    try {
      signature = sign(message);
    } catch (SigningFailed e) {
      answer.failed(e);
      return;
    }
    answer.signed(signature);
  }
}
