package dev.clasp.tls.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clasp.tls.conformance.endpoint.Capabilities;
import dev.clasp.tls.handshake.extension.ApplicationLayerProtocolNegotiation;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.SignatureAlgorithms;
import dev.clasp.tls.handshake.extension.SupportedGroups;
import dev.clasp.tls.handshake.extension.SupportedVersionsClient;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.Suite13;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads from its first ClientHello what a client can do. */
final class ClientProbe {
  private ClientProbe() {}

  /** What was found, for what the profile leaves open; nothing when no ClientHello comes. */
  static Map<String, JsonNode> find(Lane lane, Capabilities declared, Timing timing) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    lane.clientHello(timing).ifPresent(hello -> found.putAll(of(hello)));
    found.keySet().removeIf(name -> !declared.isUnknown(name));
    return found;
  }

  static Map<String, JsonNode> of(ClientHello hello) {
    List<ProtocolVersion> versions =
        hello
            .extensions()
            .find(SupportedVersionsClient.class)
            .map(SupportedVersionsClient::versions)
            .orElse(List.of(hello.legacyVersion()));
    List<NamedGroup> groups =
        hello
            .extensions()
            .find(SupportedGroups.class)
            .map(SupportedGroups::namedGroupList)
            .orElse(List.of());
    List<NamedGroup> shares =
        hello
            .extensions()
            .find(KeyShareClientHello.class)
            .map(KeyShareClientHello::clientShares)
            .orElse(List.of())
            .stream()
            .map(KeyShareEntry::group)
            .toList();
    Map<String, JsonNode> found = new LinkedHashMap<>();
    found.put("tls13", BooleanNode.valueOf(versions.contains(ProtocolVersion.TLS13)));
    found.put("tls12", BooleanNode.valueOf(versions.contains(ProtocolVersion.TLS12)));
    found.put(
        "compatibility_mode", BooleanNode.valueOf(!hello.legacySessionId().bytes().isEmpty()));
    found.put("ciphers.tls13", names(suites(hello), false));
    found.put("groups.tls13", names(groups, true));
    found.put("ciphers.tls12", names(suites12(hello), false));
    found.put("groups.tls12", names(groups.stream().filter(NamedGroup::isCurve12).toList(), true));
    found.put("shares.tls13", names(shares, true));
    found.put(
        "retry_groups.tls13",
        names(groups.stream().filter(each -> !shares.contains(each)).toList(), true));
    found.put(
        "sigalgs",
        names(
            hello
                .extensions()
                .find(SignatureAlgorithms.class)
                .map(SignatureAlgorithms::supportedSignatureAlgorithms)
                .orElse(List.of()),
            true));
    found.put("alpn", names(protocols(hello), false));
    found.put("extensions", names(hello.extensions().types(), true));
    return found;
  }

  private static List<CipherSuite> suites(ClientHello hello) {
    return hello.cipherSuites().stream().filter(each -> Suite13.of(each).isPresent()).toList();
  }

  private static List<CipherSuite> suites12(ClientHello hello) {
    return hello.cipherSuites().stream().filter(each -> Suite12.of(each).isPresent()).toList();
  }

  private static List<?> protocols(ClientHello hello) {
    Optional<ApplicationLayerProtocolNegotiation> offered =
        hello.extensions().find(ApplicationLayerProtocolNegotiation.class);
    return offered.isPresent() ? offered.get().protocolNameList() : List.of();
  }

  private static ArrayNode names(Collection<?> values, boolean lowerCase) {
    ArrayNode names = JsonNodeFactory.instance.arrayNode();
    for (Object value : values) {
      String name = value.toString();
      names.add(lowerCase ? name.toLowerCase(Locale.ROOT) : name);
    }
    return names;
  }
}
