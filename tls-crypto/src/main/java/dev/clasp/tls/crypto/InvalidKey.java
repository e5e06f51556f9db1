package dev.clasp.tls.crypto;

/**
 * Key material that cannot be read or is of a kind not implemented.
 *
 * <p>CT: nothing here is secret.
 */
public final class InvalidKey extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param detail what was found and what was expected; never secret
   */
  public InvalidKey(String detail) {
    super(detail);
  }

  public InvalidKey(String detail, Throwable cause) {
    super(detail, cause);
  }
}
