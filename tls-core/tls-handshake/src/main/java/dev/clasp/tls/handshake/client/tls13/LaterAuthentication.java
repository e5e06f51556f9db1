package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.Incoming;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.message.CertificateRequest13;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.schedule.ApplicationKeys;
import dev.clasp.tls.handshake.transcript.Flight;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client that offered post_handshake_auth needs to answer a CertificateRequest behind the
 * handshake (RFC 9846 §4.7.2).
 *
 * @param clientFinished the transcript {@code ClientHello...client Finished}
 * @param contexts of the requests that were answered so far
 */
record LaterAuthentication(ClientConfig config, Transcript clientFinished, List<Bytes> contexts) {
  /**
   * Requests of one connection that are looked at, so that a server cannot make us sign without
   * end; whatever it asks beyond is declined. Ours: a connection is asked once or twice.
   */
  static final int MAX_REQUESTS = 64;

  LaterAuthentication {
    contexts = List.copyOf(contexts);
  }

  /**
   * Answers with Certificate, CertificateVerify and Finished in one piece: "All of the client's
   * messages for a given response MUST appear consecutively on the wire".
   *
   * @param keys the Base Key of Finished is the write secret as it is now
   * @param next the caller's state, which knows one request more
   */
  Step answer(
      CertificateRequest13 request,
      Incoming incoming,
      ApplicationKeys keys,
      Function<LaterAuthentication, Connected13> next)
      throws TlsException {
    Bytes context = request.certificateRequestContext();
    // "The certificate_request_context MUST be unique within the scope of this connection (thus
    // preventing replay of client CertificateVerify messages)"; the handshake's was empty.
    if (context.isEmpty() || contexts.contains(context)) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc9846("4.4.2", 3),
          "CertificateRequest.certificate_request_context: %s, expected a new one"
              .formatted(context.isEmpty() ? "empty" : context + " again"));
    }
    CertificateRequestChecks.require(request);
    boolean tooMany = contexts.size() >= MAX_REQUESTS;
    Connected13 connected = next.apply(tooMany ? this : with(context));
    CertificateAnswer answer = new CertificateAnswer(config, request, Optional.of(connected));
    Flight flight = Flight.after(clientFinished.plus(incoming));
    return tooMany
        ? answer.decline(flight, answered -> finish(answered, keys, connected))
        : answer.send(flight, answered -> finish(answered, keys, connected));
  }

  private static Step finish(Flight answered, ApplicationKeys keys, Connected13 connected) {
    Flight whole = answered.plus(new Finished(keys.write().verifyData(answered.transcript())));
    return Step.to(connected).send(whole.encoded());
  }

  private LaterAuthentication with(Bytes context) {
    List<Bytes> more = new ArrayList<>(contexts);
    more.add(context);
    return new LaterAuthentication(config, clientFinished, more);
  }
}
