package dev.clasp.tls.crypto;

/**
 * A sealed message was not made under this key, nonce and associated data.
 *
 * <p>Carries no detail and no stack trace: every way to fail must look the same.
 *
 * <p>CT: nothing here is secret.
 */
public final class AuthenticationFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public AuthenticationFailed() {
    super("authentication failed", null, false, false);
  }
}
