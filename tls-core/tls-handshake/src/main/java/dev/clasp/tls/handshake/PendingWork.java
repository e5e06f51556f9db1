package dev.clasp.tls.handshake;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.SignatureAnswer;
import dev.clasp.tls.crypto.Signer;
import dev.clasp.tls.crypto.SigningFailed;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Slow work a state waits for. Pure: run it anywhere, once, and hand the result back.
 *
 * @param description for logs and events, such as {@code sign CertificateVerify}
 * @param work runs it and gives the step to go on with; throws what the handshake fails with
 * @param later begins it where the answer may come later; empty for work that is done when it
 *     returns
 */
public record PendingWork(String description, Callable<Step> work, Optional<Later> later) {
  /** Work that is done when it returns. */
  public PendingWork(String description, Callable<Step> work) {
    this(description, work, Optional.empty());
  }

  /** A signature, which is a {@link LocalFault} ({@code internal_error}) when the key refuses. */
  public static PendingWork signing(String description, PendingSignature signature) {
    return new PendingWork(description, signature::run, Optional.of(signature::begin));
  }

  /**
   * Runs the work here and now.
   *
   * @throws TlsException what the handshake fails with
   */
  public Step run() throws TlsException {
    try {
      return work.call();
    } catch (TlsException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LocalFault(description + " failed", e);
    }
  }

  /**
   * Begins the work, for drivers that wait for nothing: a signer or a selector of credentials may
   * answer later, from whichever thread; all other work runs here and now.
   *
   * @param completion gets the result, for {@code TlsConnection.complete} or {@code fail}
   */
  public void begin(Completion completion) {
    if (later.isPresent()) {
      later.get().begin(this, completion);
    } else {
      finish(this, this::run, completion);
    }
  }

  /** Takes the result of {@link #begin}: exactly one of the two, once. */
  public interface Completion {
    void completed(PendingWork work, Step result);

    void failed(PendingWork work, TlsException reason);
  }

  /** Begins work whose answer may come later. */
  @FunctionalInterface
  public interface Later {
    void begin(PendingWork work, Completion completion);
  }

  /** How the handshake goes on with a signature. */
  @FunctionalInterface
  public interface Signed {
    Step with(Bytes signature) throws TlsException;
  }

  /**
   * A signature the handshake waits for.
   *
   * @param message the whole content to sign, not its hash
   */
  public record PendingSignature(Signer signer, Bytes message, Signed then) {
    Step run() throws TlsException {
      try {
        return then.with(signer.sign(message));
      } catch (SigningFailed e) {
        throw refused(e);
      }
    }

    void begin(PendingWork work, Completion completion) {
      signer.begin(message, new Answer(work, this, completion));
    }

    private LocalFault refused(SigningFailed e) {
      return new LocalFault(signer.algorithm() + ": the private key did not sign", e);
    }
  }

  private record Answer(PendingWork work, PendingSignature pending, Completion completion)
      implements SignatureAnswer {
    @Override
    public void signed(Bytes signature) {
      finish(work, () -> pending.then().with(signature), completion);
    }

    @Override
    public void failed(SigningFailed reason) {
      completion.failed(work, pending.refused(reason));
    }
  }

  /** What is left to do when the answer has come. */
  @FunctionalInterface
  public interface Rest {
    Step run() throws TlsException;
  }

  /** Does the rest of the work and hands on the result. */
  public static void finish(PendingWork work, Rest rest, Completion completion) {
    Step result;
    try {
      result = rest.run();
    } catch (TlsException e) {
      completion.failed(work, e);
      return;
    }
    completion.completed(work, result);
  }
}
