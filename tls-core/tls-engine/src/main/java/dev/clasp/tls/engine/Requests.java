package dev.clasp.tls.engine;

import dev.clasp.tls.handshake.HandshakeState;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.protocol.TlsException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * What the application wants of an established connection: done at once, or once pending work is.
 */
final class Requests {
  /**
   * One of them.
   *
   * @param possible whether the state can do it now
   * @param otherwise what to tell the application if it cannot
   */
  record Request(
      Predicate<HandshakeState.Connected> possible, Operation operation, String otherwise) {}

  /** An operation of an established state. */
  @FunctionalInterface
  interface Operation {
    Step of(HandshakeState.Connected connected) throws TlsException;
  }

  static final Request REQUEST_CERTIFICATE =
      new Request(
          HandshakeState.Connected::canRequestCertificate,
          HandshakeState.Connected::requestCertificate,
          "a certificate can be requested by a server of TLS 1.3 with client authentication, of a"
              + " client that offered post_handshake_auth");

  static final Request SEND_TICKET =
      new Request(
          HandshakeState.Connected::canSendTicket,
          HandshakeState.Connected::sendTicket,
          "tickets can be sent by a server of TLS 1.3 that resumes sessions");

  private final Handshaker handshaker;
  private final Queue<Request> waiting = new ArrayDeque<>();

  Requests(Handshaker handshaker) {
    this.handshaker = handshaker;
  }

  static Request updateKeys(boolean requestPeer) {
    return new Request(
        HandshakeState.Connected::canUpdateKeys,
        connected -> connected.updateKeys(requestPeer),
        "keys can be updated on an open, established connection of TLS 1.3");
  }

  boolean isPossible(Request request) {
    return handshaker.connected().filter(request.possible()).isPresent();
  }

  /**
   * @throws IllegalStateException when it is not possible and no work is pending behind which it
   *     may be
   */
  void add(Request request) {
    boolean later = handshaker.isEstablished() && handshaker.pendingWork().isPresent();
    if (!later && !isPossible(request)) {
      throw new IllegalStateException(request.otherwise());
    }
    waiting.add(request);
  }

  /** Does what waits, as far as no work is pending; what has become impossible is dropped. */
  void run() throws TlsException {
    while (!waiting.isEmpty()) {
      Optional<HandshakeState.Connected> connected = handshaker.connected();
      if (connected.isEmpty()) {
        return;
      }
      Request request = waiting.remove();
      if (request.possible().test(connected.get())) {
        handshaker.follow(request.operation().of(connected.get()));
      }
    }
  }

  void clear() {
    waiting.clear();
  }
}
