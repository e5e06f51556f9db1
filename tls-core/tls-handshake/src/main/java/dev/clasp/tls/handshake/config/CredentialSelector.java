package dev.clasp.tls.handshake.config;

import java.util.List;
import java.util.Optional;

/**
 * Chooses our certificate for a connection. Thread-safe; may not block.
 *
 * <p>Only a credential that fits the request's use and schemes is of use; any other counts as none.
 */
@FunctionalInterface
public interface CredentialSelector {
  /** Has none: a client that stays anonymous. */
  CredentialSelector NONE = request -> Optional.empty();

  Optional<Credential> select(CredentialRequest request);

  /** The most suitable of some, as {@link CredentialPreference} ranks them. */
  static CredentialSelector of(List<Credential> credentials) {
    List<Credential> copy = List.copyOf(credentials);
    return request -> CredentialPreference.best(copy, request);
  }

  static CredentialSelector of(Credential... credentials) {
    return of(List.of(credentials));
  }
}
