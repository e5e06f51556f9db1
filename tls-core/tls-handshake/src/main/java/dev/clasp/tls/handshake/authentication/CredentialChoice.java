package dev.clasp.tls.handshake.authentication;

import dev.clasp.tls.handshake.HandshakeState.Connected;
import dev.clasp.tls.handshake.HandshakeState.Working;
import dev.clasp.tls.handshake.PendingWork;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.Credential;
import dev.clasp.tls.handshake.config.CredentialAnswer;
import dev.clasp.tls.handshake.config.CredentialRequest;
import dev.clasp.tls.handshake.config.CredentialSelector;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;

/**
 * The choice of our certificate: made here and now, or as delegated work if the selector takes its
 * time.
 */
public record CredentialChoice(CredentialSelector selector, CredentialRequest request) {
  public CredentialChoice {
    selector = selector.current();
  }

  /** How the handshake goes on. */
  @FunctionalInterface
  public interface Chosen {
    Step with(Optional<Credential> credential) throws TlsException;
  }

  /** In the handshake. */
  public Step then(Chosen chosen) throws TlsException {
    return then(Optional.empty(), chosen);
  }

  /**
   * @param connected the established state that was asked; empty in the handshake
   */
  public Step then(Optional<Connected> connected, Chosen chosen) throws TlsException {
    if (!selector.answersLater()) {
      return chosen.with(selector.select(request));
    }
    return Step.to(
        new Working(
            new PendingWork(
                "choose a certificate",
                () -> chosen.with(selector.select(request)),
                Optional.of((work, completion) -> begin(work, chosen, completion))),
            connected));
  }

  private void begin(PendingWork work, Chosen chosen, PendingWork.Completion completion) {
    selector.begin(
        request,
        new CredentialAnswer() {
          @Override
          public void selected(Optional<Credential> credential) {
            PendingWork.finish(work, () -> chosen.with(credential), completion);
          }

          @Override
          public void failed(Exception reason) {
            completion.failed(work, new LocalFault("the certificate could not be chosen", reason));
          }
        });
  }
}
