package dev.clasp.tls.conformance.net;

import dev.clasp.tls.handshake.HandshakeEvent.ApplicationProtocolSelected;
import dev.clasp.tls.handshake.HandshakeEvent.CertificateAnswered;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataAccepted;
import dev.clasp.tls.handshake.HandshakeEvent.EarlyDataRejected;
import dev.clasp.tls.handshake.HandshakeEvent.ExternalPskSelected;
import dev.clasp.tls.handshake.HandshakeEvent.GroupSelected;
import dev.clasp.tls.handshake.HandshakeEvent.HelloRetried;
import dev.clasp.tls.handshake.HandshakeEvent.Negotiated;
import dev.clasp.tls.handshake.HandshakeEvent.PeerIdentified;
import dev.clasp.tls.handshake.HandshakeEvent.ServerNameRequested;
import dev.clasp.tls.handshake.HandshakeEvent.SessionResumed;
import dev.clasp.tls.handshake.HandshakeEvent.Tls12Agreed;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite12;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was negotiated, in the words of the registries.
 *
 * @param version such as {@code TLSv1.3}
 * @param suite the cipher suite
 * @param group of the key exchange
 * @param retried whether it took a HelloRetryRequest
 * @param serverName what the client asked for; at servers only
 * @param applicationProtocol by ALPN
 * @param peer the subject of the peer's certificate; in a resumed session of the one it had then
 * @param resumed whether an earlier session was resumed
 * @param earlyData {@code accepted} or {@code rejected}, if there was any
 * @param externalPsk the identity of the key that both sides have, as text, if one was used
 * @param keyExchange of the suite, such as {@code ECDHE_RSA}; with TLS 1.2 only
 * @param extendedMainSecret whether the main secret depends on the whole handshake (RFC 7627); with
 *     TLS 1.2 only
 * @param encryptThenMac whether CBC records have their MAC outside (RFC 7366)
 */
public record ConnectionSummary(
    String version,
    String suite,
    Optional<String> group,
    boolean retried,
    Optional<String> serverName,
    Optional<String> applicationProtocol,
    Optional<String> peer,
    boolean resumed,
    Optional<String> earlyData,
    Optional<String> externalPsk,
    Optional<String> keyExchange,
    Optional<Boolean> extendedMainSecret,
    boolean encryptThenMac) {
  /**
   * Of an established connection.
   *
   * @throws IllegalStateException when nothing was negotiated yet
   */
  public static ConnectionSummary of(TlsStream stream) {
    Negotiated negotiated =
        stream
            .event(Negotiated.class)
            .orElseThrow(() -> new IllegalStateException("nothing was negotiated yet"));
    return new ConnectionSummary(
        negotiated.version().toString(),
        negotiated.suite().toString(),
        stream
            .event(GroupSelected.class)
            .map(GroupSelected::group)
            .or(negotiated::group)
            .map(NamedGroup::toString),
        stream.event(HelloRetried.class).isPresent(),
        stream.event(ServerNameRequested.class).map(ServerNameRequested::hostName),
        stream.event(ApplicationProtocolSelected.class).map(ApplicationProtocolSelected::protocol),
        stream
            .event(CertificateAnswered.class)
            .flatMap(CertificateAnswered::client)
            .or(() -> stream.event(PeerIdentified.class).map(PeerIdentified::path))
            .or(() -> stream.event(SessionResumed.class).flatMap(SessionResumed::peer))
            .map(path -> path.leaf().subject().toString()),
        stream.event(SessionResumed.class).isPresent(),
        stream
            .event(EarlyDataAccepted.class)
            .map(accepted -> "accepted")
            .or(() -> stream.event(EarlyDataRejected.class).map(rejected -> "rejected")),
        stream
            .event(ExternalPskSelected.class)
            .map(psk -> new String(psk.identity().toArray(), StandardCharsets.UTF_8)),
        negotiated.suite() instanceof Suite12 suite
            ? Optional.of(suite.keyExchange().toString())
            : Optional.empty(),
        stream.event(Tls12Agreed.class).map(Tls12Agreed::extendedMainSecret),
        stream.event(Tls12Agreed.class).map(Tls12Agreed::encryptThenMac).orElse(false));
  }

  /**
   * One line, such as {@code TLSv1.3, TLS_AES_128_GCM_SHA256, x25519, ALPN h2, peer CN=localhost}.
   */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(List.of(version, suite));
    keyExchange.ifPresent(name -> parts.add("key exchange " + name));
    group.ifPresent(parts::add);
    extendedMainSecret.ifPresent(
        used -> parts.add(used ? "extended main secret" : "without extended main secret"));
    if (encryptThenMac) {
      parts.add("encrypt-then-MAC");
    }
    if (retried) {
      parts.add("after HelloRetryRequest");
    }
    if (resumed) {
      parts.add("resumed");
    }
    earlyData.ifPresent(answer -> parts.add("early data " + answer));
    externalPsk.ifPresent(identity -> parts.add("PSK " + identity));
    serverName.ifPresent(name -> parts.add("SNI " + name));
    applicationProtocol.ifPresent(protocol -> parts.add("ALPN " + protocol));
    peer.ifPresent(subject -> parts.add("peer " + subject));
    return String.join(", ", parts);
  }
}
