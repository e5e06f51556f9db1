package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Session12;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Rfc;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules that a client of TLS 1.3 keeps to in its ClientHello (RFC 9846 §4.2.2, §4.3). */
final class ClientHelloChecks {
  private static final Rfc CLIENT_HELLO = Rfc.rfc9846("4.2.2");

  /** What a second ClientHello may change, by type (§4.2.2). */
  private static final Set<ExtensionType> CHANGEABLE =
      Set.of(
          ExtensionType.KEY_SHARE,
          ExtensionType.EARLY_DATA,
          ExtensionType.COOKIE,
          ExtensionType.PRE_SHARED_KEY,
          ExtensionType.PADDING);

  private ClientHelloChecks() {}

  static void check(ClientHello hello) throws CheckFailed {
    if (!hello.legacyVersion().equals(ProtocolVersion.TLS12)) {
      throw new CheckFailed(
          CLIENT_HELLO,
          "ClientHello.legacy_version: %s, expected TLSv1.2".formatted(hello.legacyVersion()));
    }
    if (!hello.legacyCompressionMethods().equals(Bytes.of(0))) {
      throw new CheckFailed(
          CLIENT_HELLO,
          "ClientHello.legacy_compression_methods: %s, expected 00"
              .formatted(hello.legacyCompressionMethods()));
    }
    require(hello, ExtensionType.SUPPORTED_VERSIONS, "4.3.1");
    require(hello, ExtensionType.SIGNATURE_ALGORITHMS, "9.2");
    require(hello, ExtensionType.SUPPORTED_GROUPS, "9.2");
    require(hello, ExtensionType.KEY_SHARE, "9.2");
    checkShares(Offered.groups(hello), Offered.shares(hello));
    checkPreSharedKey(hello.extensions().list());
  }

  /** A version before TLS 1.3 can be chosen (RFC 5246 §7.4.1.2, RFC 9846 §4.3.1). */
  static void checkOlder(ClientHello hello, ProtocolVersion version) throws CheckFailed {
    boolean offered =
        hello
            .extensions()
            .find(SupportedVersionsClient.class)
            .map(list -> list.versions().contains(version))
            .orElse(hello.legacyVersion().value() >= version.value());
    if (!offered) {
      throw new CheckFailed("ClientHello: %s is not offered".formatted(version));
    }
    boolean uncompressed = false;
    Bytes methods = hello.legacyCompressionMethods();
    for (int i = 0; i < methods.size(); i++) {
      uncompressed |= methods.get(i) == 0;
    }
    if (!uncompressed) {
      throw new CheckFailed(
          Rfc.rfc5246("7.4.1.2"),
          "ClientHello.compression_methods: %s, expected null among them".formatted(methods));
    }
  }

  /** Whether the hello names the last session of this conversation, in either version. */
  static void checkResumption(ClientHello hello, boolean expected, Peer peer) throws CheckFailed {
    Optional<Bytes> id = peer.lastSession().map(Session12::id).filter(each -> !each.isEmpty());
    Optional<Bytes> ticket = peer.lastSession().flatMap(Session12::ticket);
    boolean byId = id.isPresent() && hello.legacySessionId().bytes().equals(id.get());
    boolean byTicket =
        ticket.isPresent() && Offered.find(hello, ExtensionType.SESSION_TICKET).equals(ticket);
    boolean byPsk = hello.extensions().contains(ExtensionType.PRE_SHARED_KEY);
    if ((byId || byTicket || byPsk) != expected) {
      throw new CheckFailed(
          "ClientHello: %s a session, expected %s"
              .formatted(expected ? "names not" : "names", expected ? "one" : "none"));
    }
  }

  private static void require(ClientHello hello, ExtensionType type, String section)
      throws CheckFailed {
    if (!hello.extensions().contains(type)) {
      throw new CheckFailed(Rfc.rfc9846(section), "ClientHello.%s: absent".formatted(type));
    }
  }

  /** Shares for groups of supported_groups, in its order, one each (§4.3.8). */
  private static void checkShares(List<NamedGroup> groups, List<NamedGroup> shares)
      throws CheckFailed {
    int before = -1;
    for (NamedGroup share : shares) {
      int at = groups.indexOf(share);
      if (at <= before) {
        throw new CheckFailed(
            Rfc.rfc9846("4.3.8"),
            "ClientHello.key_share: groups %s, supported_groups are %s".formatted(shares, groups));
      }
      before = at;
    }
  }

  private static void checkPreSharedKey(List<Extension> extensions) throws CheckFailed {
    List<ExtensionType> types = extensions.stream().map(Extension::type).toList();
    int at = types.indexOf(ExtensionType.PRE_SHARED_KEY);
    if (at >= 0 && at != types.size() - 1) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.11"), "ClientHello.pre_shared_key: not the last extension");
    }
    if (at >= 0 && !types.contains(ExtensionType.PSK_KEY_EXCHANGE_MODES)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.9"), "ClientHello.psk_key_exchange_modes: absent beside pre_shared_key");
    }
  }

  /** "the client MUST send the same ClientHello without modification, except" (§4.2.2). */
  static void checkSecond(ClientHello second, ClientHello first, Optional<ServerHello> retry)
      throws CheckFailed {
    boolean same =
        second.random().equals(first.random())
            && second.legacySessionId().equals(first.legacySessionId())
            && second.cipherSuites().equals(first.cipherSuites())
            && unchangeable(second).equals(unchangeable(first));
    if (!same) {
      throw new CheckFailed(
          CLIENT_HELLO, "ClientHello: the second one changes more than the retry asked for");
    }
    if (second.extensions().contains(ExtensionType.EARLY_DATA)) {
      throw new CheckFailed(CLIENT_HELLO, "ClientHello.early_data: in the second ClientHello");
    }
    Optional<NamedGroup> group =
        retry
            .flatMap(each -> find(each, ExtensionType.KEY_SHARE))
            .map(body -> new NamedGroup((body.get(0) & 0xFF) << 8 | (body.get(1) & 0xFF)));
    if (group.isPresent() && !Offered.shares(second).equals(List.of(group.get()))) {
      throw new CheckFailed(
          CLIENT_HELLO,
          "ClientHello.key_share: groups %s, expected one share of %s"
              .formatted(Offered.shares(second), group.get()));
    }
    Optional<Bytes> cookie = retry.flatMap(each -> find(each, ExtensionType.COOKIE));
    Optional<Bytes> returned =
        second.extensions().list().stream()
            .filter(each -> each.type().equals(ExtensionType.COOKIE))
            .map(Offered::body)
            .findFirst();
    if (!cookie.equals(returned)) {
      throw new CheckFailed(
          Rfc.rfc9846("4.3.2"),
          "ClientHello.cookie: %s, the HelloRetryRequest had %s".formatted(returned, cookie));
    }
  }

  private static Optional<Bytes> find(ServerHello retry, ExtensionType type) {
    return retry.extensions().list().stream()
        .filter(each -> each.type().equals(type))
        .map(Offered::body)
        .findFirst();
  }

  private static Map<ExtensionType, Bytes> unchangeable(ClientHello hello) {
    Map<ExtensionType, Bytes> bodies = new LinkedHashMap<>();
    Set<ExtensionType> left = new HashSet<>(hello.extensions().types());
    left.removeAll(CHANGEABLE);
    for (Extension each : hello.extensions().list()) {
      if (left.contains(each.type())) {
        bodies.put(each.type(), Offered.body(each));
      }
    }
    return bodies;
  }
}
