package dev.clasp.tls.handshake;

import dev.clasp.tls.handshake.codec.HandshakeCodec;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.protocol.Alert;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.protocol.UnexpectedMessage;
import java.util.Optional;
import java.util.Set;

/**
 * A point in the handshake: an immutable value.
 *
 * <p>The kinds are sealed; the concrete states, named after RFC 9846 appendix A, live in packages
 * by role and version.
 */
public sealed interface HandshakeState {
  /**
   * The connection ends with a fatal alert, ours or the peer's: forgets the sessions that must not
   * be resumed any more. Their connection "MUST NOT be resumed" in TLS 1.2 (RFC 5246 §7.2.2); in
   * TLS 1.3 they "SHOULD be discarded if possible" (RFC 9846 §6).
   */
  default void onFatalAlert() {}

  /** Waits for a message. Not sealed: each role and version has its own family. */
  non-sealed interface Receiving extends HandshakeState {
    /** The messages {@link #on} accepts; for errors, tests and diagrams. */
    Set<HandshakeType> expects();

    /** How to decode the next message; the state knows its version, the driver does not. */
    HandshakeCodec codec();

    /**
     * Takes the next message: what a driver calls. The type is looked at before the body, so that a
     * message that is both unexpected and malformed is unexpected.
     *
     * @throws TlsException with alert and clause; then nothing is sent and no key has changed
     */
    default Step receive(HandshakeFrame frame) throws TlsException {
      if (!expects().contains(frame.type())) {
        throw refusal(frame.type());
      }
      return on(new Incoming(codec().decode(frame), frame));
    }

    /**
     * The error for a message that is not among {@link #expects}, with the clause that forbids it:
     * "A peer which receives a handshake message in an unexpected order MUST abort" (RFC 9846 §4).
     */
    default UnexpectedMessage refusal(HandshakeType found) {
      return UnexpectedMessage.of(found, expects(), Rfc.rfc9846("4", 2));
    }

    /**
     * Takes one of the expected messages.
     *
     * @throws TlsException with alert and clause; then nothing is sent and no key has changed
     */
    Step on(Incoming incoming) throws TlsException;

    /**
     * Takes a change_cipher_spec record with the one legal content: TLS 1.3 ignores it where §5
     * says so, TLS 1.2 changes its read keys (RFC 5246 §7.1).
     *
     * @param boundary none of a message had come when the record came
     * @throws TlsException {@code unexpected_message} where it must not come
     */
    Step onChangeCipherSpec(RecordBoundary boundary) throws TlsException;

    /**
     * Takes an alert of level warning that does not close a direction. TLS 1.3 knows none: "the
     * severity is implicit in the type of alert being sent" (RFC 9846 §6). TLS 1.2 may go on.
     *
     * @throws TlsException the alert itself where it ends the connection
     */
    default Step onWarning(Alert alert) throws TlsException {
      throw new PeerAlert(alert);
    }
  }

  /**
   * Waits for work done elsewhere (a signature, a path validation); looks at no message meanwhile.
   *
   * @param connected the established state in whose connection it is; empty in the handshake
   */
  record Working(PendingWork work, Optional<Connected> connected) implements HandshakeState {
    /** In the handshake. */
    public Working(PendingWork work) {
      this(work, Optional.empty());
    }

    /** In the midst of a post-handshake message. */
    public Working(PendingWork work, Connected connected) {
      this(work, Optional.of(connected));
    }

    @Override
    public void onFatalAlert() {
      connected.ifPresent(HandshakeState::onFatalAlert);
    }
  }

  /** The handshake is complete; post-handshake messages only. */
  interface Connected extends Receiving {
    /**
     * Changes our write keys, and asks the peer to change its own if {@code requestPeer}.
     *
     * <p>In TLS 1.3 sends a KeyUpdate (RFC 9846 §4.7.3).
     *
     * @throws TlsException where the version has no such thing
     */
    Step updateKeys(boolean requestPeer) throws TlsException;

    /** Whether the version can change keys at all. */
    default boolean canUpdateKeys() {
      return true;
    }

    /**
     * Whether the client can be asked for its certificate now: at a server that knows whom to
     * believe, of a client that offered it (RFC 9846 §4.7.2).
     */
    default boolean canRequestCertificate() {
      return false;
    }

    /**
     * Asks the client for its certificate. The answer is a {@link
     * HandshakeEvent.CertificateAnswered}, whenever it comes.
     *
     * @throws TlsException where {@link #canRequestCertificate} says no
     */
    default Step requestCertificate() throws TlsException {
      throw new LocalFault(
          AlertDescription.INTERNAL_ERROR, "CertificateRequest: not possible on this connection");
    }

    /** Whether one more ticket can be sent: at a server that resumes (RFC 9846 §4.7.1). */
    default boolean canSendTicket() {
      return false;
    }

    /**
     * Sends one more NewSessionTicket.
     *
     * @throws TlsException where {@link #canSendTicket} says no
     */
    default Step sendTicket() throws TlsException {
      throw new LocalFault(
          AlertDescription.INTERNAL_ERROR, "NewSessionTicket: not possible on this connection");
    }

    /**
     * Whether application data may come now. Not between a client's Certificate and its Finished,
     * which "MUST appear consecutively on the wire" (RFC 9846 §4.7.2).
     */
    default boolean takesApplicationData() {
      return true;
    }

    /**
     * Whether a close_notify ends both directions. In TLS 1.3 it ends the sender's; in TLS 1.2 "the
     * other party MUST respond with a close_notify alert of its own and close down the connection
     * immediately" (RFC 5246 §7.2.1).
     */
    default boolean closesBothDirections() {
      return false;
    }
  }
}
