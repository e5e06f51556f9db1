package dev.clasp.tls.crypto;

/**
 * A private key refused to sign or could not be reached.
 *
 * <p>CT: nothing here is secret.
 */
public final class SigningFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param detail what happened; never secret
   */
  public SigningFailed(String detail) {
    super(detail);
  }

  public SigningFailed(String detail, Throwable cause) {
    super(detail, cause);
  }
}
