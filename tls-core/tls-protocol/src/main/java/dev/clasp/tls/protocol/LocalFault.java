package dev.clasp.tls.protocol;

import java.util.Optional;

/** Our own side failed: a signer refused, a limit of ours was reached, a bug. */
public final class LocalFault extends TlsException {
  private static final long serialVersionUID = 1L;

  public LocalFault(String what, Throwable cause) {
    super(Optional.of(AlertDescription.INTERNAL_ERROR), Optional.empty(), what, Optional.of(cause));
  }

  public LocalFault(AlertDescription alert, String what) {
    super(Optional.of(alert), Optional.empty(), what, Optional.empty());
  }
}
