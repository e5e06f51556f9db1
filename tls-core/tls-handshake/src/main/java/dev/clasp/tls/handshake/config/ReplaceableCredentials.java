package dev.clasp.tls.handshake.config;

import java.util.Optional;

/**
 * Credentials that can be replaced while connections run, such as when a certificate is renewed.
 * Thread-safe: each connection sees the old ones or the new ones, whole; those that are established
 * stay as they are.
 *
 * <p>Sessions outlive a replacement, as they rest on the certificate of their full handshake; new
 * ticket keys or an emptied store end them.
 */
public final class ReplaceableCredentials implements CredentialSelector {
  private volatile CredentialSelector current;

  public ReplaceableCredentials(CredentialSelector first) {
    this.current = first;
  }

  /** From now on these. */
  public void replace(CredentialSelector next) {
    this.current = next;
  }

  @Override
  public CredentialSelector current() {
    return current;
  }

  @Override
  public Optional<Credential> select(CredentialRequest request) {
    return current.select(request);
  }

  @Override
  public boolean answersLater() {
    return current.answersLater();
  }

  @Override
  public void begin(CredentialRequest request, CredentialAnswer answer) {
    current.begin(request, answer);
  }
}
