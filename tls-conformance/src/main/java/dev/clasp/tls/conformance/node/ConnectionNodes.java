package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.record.RecordHeader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nodes that open, close and forget. */
final class ConnectionNodes {
  private ConnectionNodes() {}

  /** {@code Connect {hostname, port, version}}: where to is the run's to say. */
  static Node.Command connect(Args args) throws FormatException {
    int version =
        args.number("version", Registry.VERSIONS).orElse(RecordHeader.INITIAL_CLIENT_HELLO_VERSION);
    return peer -> peer.connect(version);
  }

  /** {@code Close}. */
  static Node.Command close(Args args) {
    return peer -> {
      peer.local("we close");
      peer.close();
    };
  }

  /** {@code CloseRST}. */
  static Node.Command closeRst(Args args) {
    return peer -> {
      peer.local("we reset");
      peer.reset();
    };
  }

  /** {@code ResetRenegotiationInfo {client, server}}: the verify_data that we remember. */
  static Node.Command resetRenegotiationInfo(Args args) throws FormatException {
    Optional<ByteValue> client = args.bytes("client");
    Optional<ByteValue> server = args.bytes("server");
    return peer -> {
      peer.tls12()
          .finishedBy(Role.CLIENT, client.isEmpty() ? Bytes.empty() : client.get().in(peer));
      peer.tls12()
          .finishedBy(Role.SERVER, server.isEmpty() ? Bytes.empty() : server.get().in(peer));
    };
  }

  /**
   * {@code CopyVariables {log, unique}}: puts values of {@code $state} aside in lists; {@code
   * unique} fails where one is there already.
   */
  static Node.Command copyVariables(Args args) throws FormatException {
    Map<String, ByteValue> log = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : args.json().path("log").properties()) {
      JsonNode state = JsonNodeFactory.instance.objectNode().put("$state", each.getKey());
      log.put(each.getValue().path("$ref").asText(), ByteValue.parse(state, args.where()));
    }
    boolean unique = args.find("unique").map(JsonNode::asBoolean).orElse(false);
    return peer -> {
      for (Map.Entry<String, ByteValue> each : log.entrySet()) {
        Bytes value = each.getValue().in(peer);
        List<Bytes> values = peer.values(each.getKey());
        if (unique && values.contains(value)) {
          throw new CheckFailed("%s: %s for the second time".formatted(each.getKey(), value));
        }
        values.add(value);
      }
    };
  }

  /** {@code ClearContext {context}}: empties a list. */
  static Node.Command clearContext(Args args) {
    String name = args.reference("context", "$ref").orElse("");
    return peer -> peer.values(name).clear();
  }

  /** {@code ResetHandshakeHashes}. */
  static Node.Command resetHandshakeHashes(Args args) {
    return Peer::resetHandshake;
  }
}
