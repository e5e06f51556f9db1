package dev.clasp.tls.protocol;

import java.util.Optional;

/** Both sides speak correctly and have nothing in common. */
public final class NegotiationFailure extends TlsException {
  private static final long serialVersionUID = 1L;

  public NegotiationFailure(AlertDescription alert, Rfc clause, String what) {
    super(Optional.of(alert), Optional.of(clause), what, Optional.empty());
  }
}
