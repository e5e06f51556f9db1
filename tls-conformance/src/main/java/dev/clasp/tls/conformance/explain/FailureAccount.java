package dev.clasp.tls.conformance.explain;

import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.CertificateRejected;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NegotiationFailure;
import dev.clasp.tls.protocol.PeerAlert;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.Optional;

/** Why a handshake failed, where, and what that usually means. */
final class FailureAccount {
  /** What an alert of the server tells a client. */
  private static final Map<AlertDescription, String> ALERTS =
      Map.ofEntries(
          Map.entry(
              AlertDescription.HANDSHAKE_FAILURE,
              "The server found nothing in the offer that it can use: a cipher suite, a group or a"
                  + " signature scheme for its certificate. Try other --suites or --groups, or"
                  + " another --tls."),
          Map.entry(
              AlertDescription.PROTOCOL_VERSION,
              "The server does not speak the version that was offered. Try another --tls."),
          Map.entry(
              AlertDescription.UNRECOGNIZED_NAME,
              "The server does not serve this name. Give one that it serves with --name."),
          Map.entry(
              AlertDescription.CERTIFICATE_REQUIRED,
              "The server wants a certificate from the client. Give one with --cert and --key."),
          Map.entry(
              AlertDescription.UNKNOWN_CA,
              "The server does not trust the CA of the client's certificate."),
          Map.entry(
              AlertDescription.BAD_CERTIFICATE, "The server does not accept our certificate."),
          Map.entry(
              AlertDescription.NO_APPLICATION_PROTOCOL,
              "The server speaks none of the protocols offered with --alpn."),
          Map.entry(
              AlertDescription.INSUFFICIENT_SECURITY,
              "The server wants stronger algorithms than those offered."),
          Map.entry(
              AlertDescription.ILLEGAL_PARAMETER,
              "The server says that something we sent breaks a rule. The suspect is the last"
                  + " message it got."),
          Map.entry(
              AlertDescription.DECODE_ERROR,
              "The server could not parse what we sent. The suspect is the last message it got."));

  private FailureAccount() {}

  static Story.Failure of(Dialogue dialogue, Teller teller, Exception reason) {
    Side blamed =
        reason instanceof TlsException && !(reason instanceof PeerAlert)
            ? Side.CLIENT
            : Side.SERVER;
    return new Story.Failure(
        step(dialogue, teller, reason),
        blamed,
        words(dialogue, reason),
        clause(dialogue, reason),
        help(dialogue, reason));
  }

  /** Our own server says more than its alert does. */
  private static Exception best(Dialogue dialogue, Exception reason) {
    return reason instanceof PeerAlert && dialogue.serverFailure().isPresent()
        ? dialogue.serverFailure().get()
        : reason;
  }

  private static String words(Dialogue dialogue, Exception reason) {
    String best = String.valueOf(best(dialogue, reason).getMessage());
    if (reason instanceof PeerAlert alert) {
      String refusal =
          "The server refused with the alert %s".formatted(alert.received().description());
      return dialogue.serverFailure().isPresent() ? refusal + ": " + best : refusal;
    }
    if (reason instanceof TlsException ours) {
      return ours.alert()
          .map(alert -> "We refused with the alert %s: %s".formatted(alert, best))
          .orElse(best);
    }
    return reason instanceof SocketTimeoutException ? "The server does not answer: " + best : best;
  }

  private static String clause(Dialogue dialogue, Exception reason) {
    return best(dialogue, reason) instanceof TlsException known
        ? known.clause().map(Rfc::toString).orElse("")
        : "";
  }

  private static String help(Dialogue dialogue, Exception reason) {
    if (reason instanceof PeerAlert alert) {
      return Optional.ofNullable(ALERTS.get(alert.received().description())).orElse("");
    }
    if (reason instanceof CertificateRejected) {
      return "The certificate does not prove that this is the server we wanted. See --ca, --name"
          + " and, to go on without a proof, --insecure.";
    }
    if (reason instanceof RecordException && dialogue.epochs(Side.SERVER).isEmpty()) {
      return "What came is no TLS record. Is this a TLS server, and does it expect TLS from the"
          + " first byte on?";
    }
    if (reason instanceof NegotiationFailure) {
      return "Both sides are sound and have nothing in common. Try another --tls.";
    }
    return reason instanceof TlsException
        ? "The server breaks the clause named here; a client that went on would not be safe."
        : "Is this a TLS server?";
  }

  private static int step(Dialogue dialogue, Teller teller, Exception reason) {
    boolean ours = reason instanceof TlsException && !(reason instanceof PeerAlert);
    int place = place(dialogue);
    if (ours && place >= 0 && dialogue.utterance(place).from() == Side.SERVER) {
      return teller.stepAt(place);
    }
    boolean silent =
        dialogue.utterances().stream()
            .noneMatch(
                said -> said.from() == Side.SERVER && said.kind() == Utterance.Kind.HANDSHAKE);
    boolean unanswered =
        place >= 0 && dialogue.utterance(place).is(Side.CLIENT, HandshakeType.CLIENT_HELLO);
    if (silent || unanswered) {
      return ClassicSteps.SERVER_HELLO; // the answer that did not come
    }
    return dialogue.find(Side.CLIENT, HandshakeType.FINISHED).isPresent() || place < 0
        ? ClassicSteps.FINISHED
        : teller.stepAt(place);
  }

  /** The utterance after which it was over: the last one that is no alert; -1 if there is none. */
  static int place(Dialogue dialogue) {
    for (int i = dialogue.utterances().size() - 1; i >= 0; i--) {
      if (dialogue.utterance(i).kind() != Utterance.Kind.ALERT) {
        return i;
      }
    }
    return -1;
  }
}
