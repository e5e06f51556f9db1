package dev.clasp.tls.handshake.config;

import java.util.List;
import java.util.Optional;

/**
 * Chooses our certificate for a connection. Thread-safe.
 *
 * <p>Only a credential that fits the request's use and schemes is of use; any other counts as none.
 * {@link #select} has to answer at once, unless {@link #answersLater} says otherwise: then it is
 * delegated work, and whoever drives the connection and waits for nothing calls {@link #begin}.
 */
@FunctionalInterface
public interface CredentialSelector {
  /** Has none: a client that stays anonymous. */
  CredentialSelector NONE = request -> Optional.empty();

  /** May block if {@link #answersLater}. */
  Optional<Credential> select(CredentialRequest request);

  /** Whether the choice may take its time, such as a question to a database or to a user. */
  default boolean answersLater() {
    return false;
  }

  /** Begins to choose, and answers once, from whichever thread and maybe before it returns. */
  default void begin(CredentialRequest request, CredentialAnswer answer) {
    answer.selected(select(request));
  }

  /** What one connection asks, from beginning to end, though there may be another one later. */
  default CredentialSelector current() {
    return this;
  }

  /** The most suitable of some, as {@link CredentialPreference} ranks them. */
  static CredentialSelector of(List<Credential> credentials) {
    List<Credential> copy = List.copyOf(credentials);
    return request -> CredentialPreference.best(copy, request);
  }

  static CredentialSelector of(Credential... credentials) {
    return of(List.of(credentials));
  }
}
