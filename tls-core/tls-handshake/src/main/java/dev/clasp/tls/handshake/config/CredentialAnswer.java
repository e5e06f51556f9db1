package dev.clasp.tls.handshake.config;

import java.util.Optional;

/** Takes the answer of a {@link CredentialSelector}: exactly one of the two, once. */
public interface CredentialAnswer {
  /**
   * @param credential empty for none that fits
   */
  void selected(Optional<Credential> credential);

  /** The choice could not be made; the handshake ends with {@code internal_error}. */
  void failed(Exception reason);
}
