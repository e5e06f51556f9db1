package dev.clasp.tls.crypto;

/**
 * Takes the answer of {@link Signer#begin}: exactly one of the two, once.
 *
 * <p>CT: nothing here is secret.
 */
public interface SignatureAnswer {
  void signed(Bytes signature);

  /** The key refused or could not be reached. */
  void failed(SigningFailed reason);
}
