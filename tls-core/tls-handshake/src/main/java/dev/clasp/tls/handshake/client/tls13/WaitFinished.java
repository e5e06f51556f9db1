package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.RecordBoundary;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.authentication.InheritedPath;
import dev.clasp.tls.handshake.authentication.PeerAuthenticated;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.FinishedVerified;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.LocalFault;
import dev.clasp.tls.protocol.TlsException;
import java.util.Optional;
import java.util.Set;

/**
 * WAIT_FINISHED of the TLS 1.3 client (RFC 9846 appendix A.1, §4.5.3).
 *
 * <p>Receives Finished. Sends {@link ClientSecondFlight13}; then both directions move to
 * application traffic keys.
 *
 * @param transcript {@code ClientHello...CertificateVerify}, or EncryptedExtensions with a PSK
 * @param peer the server is whom we wanted to talk to; empty with a PSK, where Finished says so
 */
record WaitFinished(
    ClientHandshake13 handshake,
    Transcript transcript,
    Optional<CertificateRequest13> request,
    Optional<PeerAuthenticated> peer)
    implements Client13State {

  @Override
  public Set<HandshakeType> expects() {
    return Set.of(HandshakeType.FINISHED);
  }

  @Override
  public Step on(Incoming incoming) throws TlsException {
    if (!(incoming.message() instanceof Finished finished)) {
      throw refusal(incoming.message().type());
    }
    FinishedVerified verified = handshake.keys().server().verify(finished.verifyData(), transcript);
    RecordBoundary boundary = incoming.requireRecordBoundary();
    PeerAuthenticated authenticated = peer.isPresent() ? peer.get() : byPreSharedKey(verified);
    return new ClientSecondFlight13(
            handshake, transcript.plus(incoming), authenticated, verified, boundary)
        .answer(request);
  }

  private PeerAuthenticated byPreSharedKey(FinishedVerified verified) throws LocalFault {
    PreSharedKey psk = handshake.psk().orElseThrow(); // or else it had sent CertificateVerify
    return PeerAuthenticated.byPreSharedKey(
        verified,
        psk.session().isPresent()
            ? InheritedPath.of(psk.session().get().origin())
            : Optional.empty());
  }
}
