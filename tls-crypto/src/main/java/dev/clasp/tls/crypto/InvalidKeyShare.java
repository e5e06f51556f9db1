package dev.clasp.tls.crypto;

/**
 * A peer's key share is not a valid element of its group: wrong size, off the curve, of low order,
 * not canonical (RFC 9846 §4.3.8.2, §7.4.2). In TLS the answer is {@code illegal_parameter}.
 *
 * <p>CT: nothing here is secret.
 */
public final class InvalidKeyShare extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param detail group, what was found, what was expected; never secret
   */
  public InvalidKeyShare(String detail) {
    super(detail);
  }
}
