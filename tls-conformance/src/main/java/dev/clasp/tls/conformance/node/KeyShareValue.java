package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.GroupAlgorithm;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** key_share of a ClientHello (RFC 9846 §4.3.8). The peer keeps the private keys. */
final class KeyShareValue {
  /** Makes one KeyShareEntry. */
  @FunctionalInterface
  private interface Entry {
    KeyShareEntry in(Peer peer) throws ScriptException;
  }

  private KeyShareValue() {}

  static ExtensionValue.Body body(Args args) throws FormatException {
    String call = args.find("$call").map(JsonNode::asText).orElse("");
    if (call.equals("ch_key_share_handler")) {
      return peer -> Optional.of(encode(List.of(fresh(peer, requestedGroup(peer)))));
    }
    List<Entry> entries = new ArrayList<>();
    if (call.equals("key_share_ext_gen")) {
      for (int group : args.numbers("groups", Registry.GROUPS)) {
        entries.add(peer -> fresh(peer, new NamedGroup(group)));
      }
    } else {
      for (JsonNode entry : args.find("entries").orElseThrow(() -> noEntries(args))) {
        entries.add(entry(new Args((ObjectNode) entry, args.where())));
      }
    }
    return peer -> {
      List<KeyShareEntry> shares = new ArrayList<>();
      for (Entry entry : entries) {
        shares.add(entry.in(peer));
      }
      return Optional.of(encode(shares));
    };
  }

  private static Entry entry(Args args) throws FormatException {
    NamedGroup group =
        new NamedGroup(
            args.number("group", Registry.GROUPS)
                .orElseThrow(() -> args.mistake("group", "is missing")));
    Optional<ByteValue> keyExchange = args.bytes("key_exchange");
    return keyExchange.isPresent()
        ? peer -> new KeyShareEntry(group, keyExchange.get().in(peer))
        : peer -> fresh(peer, group);
  }

  /** An honest share. */
  private static KeyShareEntry fresh(Peer peer, NamedGroup group) throws ScriptException {
    Optional<GroupAlgorithm> algorithm = group.algorithm();
    Optional<KeyExchangeGroup> implementation =
        algorithm.flatMap(each -> peer.setup().crypto().group(each));
    if (implementation.isEmpty()) {
      throw new ScriptException("group %s is not implemented here".formatted(group));
    }
    PendingKeyExchange pending = implementation.get().begin(peer.setup().random());
    peer.shares().put(group, pending);
    return new KeyShareEntry(group, pending.share());
  }

  private static NamedGroup requestedGroup(Peer peer) throws ScriptException {
    return peer.retryRequest()
        .flatMap(retry -> retry.extensions().find(KeyShareHelloRetryRequest.class))
        .map(KeyShareHelloRetryRequest::selectedGroup)
        .orElseThrow(
            () -> new ScriptException("ch_key_share_handler: no HelloRetryRequest chose a group"));
  }

  private static Bytes encode(List<KeyShareEntry> shares) {
    return ExtensionValue.write(out -> out.list16("client_shares", shares));
  }

  private static IllegalStateException noEntries(Args args) {
    return new IllegalStateException(args.where() + ": key_share without entries");
  }
}
