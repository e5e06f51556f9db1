package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests for the client's certificate behind the handshake that have no answer yet (RFC 9846
 * §4.7.2); the client may answer them in any order.
 *
 * @param clientFinished the transcript {@code ClientHello...client Finished}
 */
record CertificateRequests(
    ServerConfig config, Transcript clientFinished, List<Outstanding> outstanding) {
  /** Without an answer at the same time; whoever has not answered so many will not. */
  static final int MAX_OUTSTANDING = 8;

  /** "the server SHOULD make the context unpredictable to the client" (§4.4.2). */
  private static final int CONTEXT_LENGTH = 32;

  /**
   * A request that was sent.
   *
   * @param transcript {@code ClientHello...client Finished}, and the request
   */
  record Outstanding(Bytes context, Transcript transcript) {}

  CertificateRequests {
    outstanding = List.copyOf(outstanding);
  }

  boolean mayRequest() {
    return outstanding.size() < MAX_OUTSTANDING;
  }

  boolean isWaiting() {
    return !outstanding.isEmpty();
  }

  /** One more request, and all of them with it. */
  Sent request() {
    Bytes context = config.crypto().random().bytes(CONTEXT_LENGTH);
    Flight flight =
        Flight.after(clientFinished).plus(ServerParameters.certificateRequest(config, context));
    List<Outstanding> more = new ArrayList<>(outstanding);
    more.add(new Outstanding(context, flight.transcript()));
    return new Sent(flight.encoded(), new CertificateRequests(config, clientFinished, more));
  }

  /**
   * A request on its way.
   *
   * @param message framed
   */
  record Sent(Bytes message, CertificateRequests requests) {}

  /**
   * The request that this message answers.
   *
   * @throws ProtocolViolation {@code illegal_parameter} when there is none
   */
  Outstanding answeredBy(Certificate13 certificate) throws ProtocolViolation {
    // "If this message is in response to a CertificateRequest, the value of
    // certificate_request_context in that message."
    Bytes context = certificate.certificateRequestContext();
    return outstanding.stream()
        .filter(request -> request.context().equals(context))
        .findFirst()
        .orElseThrow(
            () ->
                ProtocolViolation.illegalParameter(
                    Rfc.rfc9846("4.5.1"),
                    "Certificate.certificate_request_context: %s, which no open request has"
                        .formatted(context.isEmpty() ? "empty" : context)));
  }

  CertificateRequests without(Outstanding answered) {
    List<Outstanding> fewer = new ArrayList<>(outstanding);
    fewer.remove(answered);
    return new CertificateRequests(config, clientFinished, fewer);
  }
}
