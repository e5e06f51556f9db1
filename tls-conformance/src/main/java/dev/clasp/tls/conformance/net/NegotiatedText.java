package dev.clasp.tls.conformance.net;

import dev.clasp.tls.handshake.HandshakeEvent.ApplicationProtocolSelected;
import dev.clasp.tls.handshake.HandshakeEvent.HelloRetried;
import dev.clasp.tls.handshake.HandshakeEvent.Negotiated;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.HandshakeEvent.ServerNameRequested;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.ArrayList;
import java.util.List;

/** What was negotiated, for people. */
public final class NegotiatedText {
  private NegotiatedText() {}

  /**
   * One line, such as {@code TLSv1.3, TLS_AES_128_GCM_SHA256, x25519, ALPN h2, peer CN=localhost}.
   */
  public static String of(TlsStream stream) {
    List<String> parts = new ArrayList<>();
    stream
        .event(Negotiated.class)
        .ifPresent(
            negotiated -> {
              parts.add(negotiated.version().toString());
              parts.add(negotiated.suite().toString());
              negotiated.group().map(NamedGroup::toString).ifPresent(parts::add);
            });
    stream.event(HelloRetried.class).ifPresent(retried -> parts.add("after HelloRetryRequest"));
    stream
        .event(ServerNameRequested.class)
        .ifPresent(requested -> parts.add("SNI " + requested.hostName()));
    stream
        .event(ApplicationProtocolSelected.class)
        .ifPresent(selected -> parts.add("ALPN " + selected.protocol()));
    stream
        .event(PeerIdentified.class)
        .ifPresent(identified -> parts.add("peer " + identified.path().leaf().subject()));
    return String.join(", ", parts);
  }
}
