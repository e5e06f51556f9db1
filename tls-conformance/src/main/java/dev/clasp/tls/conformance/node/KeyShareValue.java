package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.InvalidKeyShare;
import dev.clasp.tls.crypto.KeyExchangeGroup;
import dev.clasp.tls.crypto.KeyExchangeReply;
import dev.clasp.tls.crypto.PendingKeyExchange;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** key_share in any hello (RFC 9846 §4.3.8). The peer keeps the private keys. */
final class KeyShareValue {
  /** Makes one KeyShareEntry. */
  @FunctionalInterface
  private interface Entry {
    KeyShareEntry in(Peer peer) throws ScriptException;
  }

  private KeyShareValue() {}

  static ExtensionValue.Body body(Args args) throws FormatException {
    OptionalInt selected = args.number("selected_group", Registry.GROUPS);
    if (selected.isPresent()) {
      return peer ->
          Optional.of(
              ExtensionValue.write(out -> out.uint16("selected_group", selected.getAsInt())));
    }
    if (args.find("entry").isPresent()) {
      Entry entry = entry(new Args((ObjectNode) args.find("entry").get(), args.where()));
      return peer -> Optional.of(encode(entry.in(peer)));
    }
    String call = args.find("$call").map(JsonNode::asText).orElse("");
    if (call.equals("srv_ext_handler_key_share")) {
      OptionalInt group = args.number("group", Registry.GROUPS);
      return peer -> Optional.of(encode(answer(peer, group)));
    }
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
    Optional<KeyExchangeGroup> implementation = implementation(peer, group);
    if (implementation.isEmpty()) {
      throw new ScriptException("group %s is not implemented here".formatted(group));
    }
    PendingKeyExchange pending = implementation.get().begin(peer.setup().random());
    peer.shares().put(group, pending);
    return new KeyShareEntry(group, pending.share());
  }

  /** An honest answer to the client's share of the group, or to its first one. */
  private static KeyShareEntry answer(Peer peer, OptionalInt wanted) throws ScriptException {
    KeyShareEntry theirs =
        Offered.entries(peer.offered()).stream()
            .filter(each -> wanted.isEmpty() || each.group().value() == wanted.getAsInt())
            .filter(each -> implementation(peer, each.group()).isPresent())
            .findFirst()
            .orElseThrow(() -> new ScriptException("the client has no share of the group"));
    KeyExchangeGroup group = implementation(peer, theirs.group()).orElseThrow();
    try {
      KeyExchangeReply reply = group.respond(peer.setup().random(), theirs.keyExchange());
      peer.agreed(reply.secret());
      return new KeyShareEntry(theirs.group(), reply.share());
    } catch (InvalidKeyShare e) {
      throw new ScriptException("the client's share: " + e.getMessage(), e);
    }
  }

  private static Optional<KeyExchangeGroup> implementation(Peer peer, NamedGroup group) {
    return group.algorithm().flatMap(each -> peer.setup().crypto().group(each));
  }

  private static NamedGroup requestedGroup(Peer peer) throws ScriptException {
    return peer.retryRequest()
        .flatMap(retry -> retry.extensions().find(KeyShareHelloRetryRequest.class))
        .map(KeyShareHelloRetryRequest::selectedGroup)
        .orElseThrow(
            () -> new ScriptException("ch_key_share_handler: no HelloRetryRequest chose a group"));
  }

  private static Bytes encode(KeyShareEntry share) {
    return ExtensionValue.write(share::encodeTo);
  }

  private static Bytes encode(List<KeyShareEntry> shares) {
    return ExtensionValue.write(out -> out.list16("client_shares", shares));
  }

  private static IllegalStateException noEntries(Args args) {
    return new IllegalStateException(args.where() + ": key_share without entries");
  }
}
