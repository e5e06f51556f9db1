package dev.clasp.tls.protocol;

import java.util.List;
import java.util.Optional;

/**
 * A connection has to end, and why.
 *
 * <p>Checked, so that signatures show which code a peer can make fail. The throw site chooses the
 * alert with the clause in hand; one place, the engine's connection, turns it into a record. The
 * text says: field, what was found, what was expected (clause). It never holds a secret.
 */
public abstract sealed class TlsException extends Exception
    permits DecodeException,
        RecordException,
        UnexpectedMessage,
        ProtocolViolation,
        NegotiationFailure,
        CertificateRejected,
        PeerAlert,
        HandshakeTimeout,
        LocalFault {
  private static final long serialVersionUID = 1L;

  private final transient Optional<AlertDescription> alert;
  private final transient Optional<Rfc> clause;

  TlsException(
      Optional<AlertDescription> alert,
      Optional<Rfc> clause,
      String what,
      Optional<Throwable> cause) {
    super(clause.map(where -> what + " (" + where + ")").orElse(what), cause.orElse(null));
    this.alert = alert;
    this.clause = clause;
  }

  /** The fatal alert to send; empty when the peer has already ended the connection. */
  public final Optional<AlertDescription> alert() {
    return alert;
  }

  /** The section that was broken; empty where none applies. */
  public final Optional<Rfc> clause() {
    return clause.map(Rfc::whole);
  }

  /** The sentences of it that were, by their ids; {@link Rfc#requirements}. */
  public final List<String> requirements() {
    return clause.map(Rfc::requirements).orElse(List.of());
  }

  /** The clause with its sentences. */
  final Optional<Rfc> rule() {
    return clause;
  }
}
