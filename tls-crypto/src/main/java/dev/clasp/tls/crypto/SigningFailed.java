package dev.clasp.tls.crypto;

/** A private key refused to sign or could not be reached. */
public final class SigningFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public SigningFailed(String detail, Throwable cause) {
    super(detail, cause);
  }
}
