package dev.clasp.tls.protocol;

import java.util.Optional;

/**
 * The peer broke a semantic MUST. The clause that states the rule also names the alert, so they
 * travel together.
 */
public final class ProtocolViolation extends TlsException {
  private static final long serialVersionUID = 1L;

  public ProtocolViolation(AlertDescription alert, Rfc clause, String what) {
    super(Optional.of(alert), Optional.of(clause), what, Optional.empty());
  }

  public static ProtocolViolation illegalParameter(Rfc clause, String what) {
    return new ProtocolViolation(AlertDescription.ILLEGAL_PARAMETER, clause, what);
  }

  public static ProtocolViolation unsupportedExtension(Rfc clause, String what) {
    return new ProtocolViolation(AlertDescription.UNSUPPORTED_EXTENSION, clause, what);
  }

  public static ProtocolViolation missingExtension(Rfc clause, String what) {
    return new ProtocolViolation(AlertDescription.MISSING_EXTENSION, clause, what);
  }

  public static ProtocolViolation decryptError(Rfc clause, String what) {
    return new ProtocolViolation(AlertDescription.DECRYPT_ERROR, clause, what);
  }
}
