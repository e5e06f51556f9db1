package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.config.EarlyDataPolicy;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.session.Session13;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the server accepts the early data of a first ClientHello (RFC 9846 §4.3.10, §8). */
record EarlyDataDecision(ServerHandshake13 handshake) {
  /** Bytes to accept; 0 rejects. The binder of the key has been validated. */
  long accepted() {
    EarlyDataPolicy policy = handshake.config().earlyData();
    Optional<SelectedPsk> psk = handshake.psk();
    if (policy.maxSize() == 0 || !handshake.offer().hasEarlyData() || psk.isEmpty()) {
      return 0;
    }
    Optional<Session13> session = psk.get().key().session();
    // "the server MUST have selected the first key offered", and early data is provisioned with
    // tickets only
    if (psk.get().index() != 0 || session.isEmpty() || session.get().maxEarlyDataSize() == 0) {
      return 0;
    }
    boolean accepts = hasSameParameters(session.get()) && isFreshAndNew(session.get(), policy);
    return accepts ? session.get().maxEarlyDataSize() : 0;
  }

  /** "it MUST verify that the following values are the same as those associated with the PSK" */
  private boolean hasSameParameters(Session13 session) {
    return handshake.suite() == session.suite()
        && handshake.protocol().equals(session.origin().applicationProtocol());
  }

  /** §8.3, then §8.2: what is not fresh is not recorded. */
  private boolean isFreshAndNew(Session13 session, EarlyDataPolicy policy) {
    PreSharedKeyClientHello offered =
        handshake.offer().hello().extensions().find(PreSharedKeyClientHello.class).orElseThrow();
    Instant now = handshake.config().clock().instant();
    long clientsTicketAge = session.reportedAge(offered.identities().get(0).obfuscatedTicketAge());
    Instant expectedArrival = session.issued().plusMillis(clientsTicketAge);
    if (Duration.between(expectedArrival, now).abs().compareTo(policy.window()) > 0) {
      return false;
    }
    Bytes validated = offered.binders().get(0);
    try {
      return policy.guard().firstSeen(validated, expectedArrival.plus(policy.window()));
    } catch (RuntimeException e) {
      return false; // who cannot decide has not decided for it
    }
  }
}
