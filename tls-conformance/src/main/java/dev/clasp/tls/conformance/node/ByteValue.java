package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.Role;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Session12;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Octets of a conversation, written in the value language; evaluated when a node runs. */
@FunctionalInterface
interface ByteValue {
  Bytes in(Peer peer) throws ScriptException;

  /** Octets that are the same in every run. */
  record Constant(Bytes bytes) implements ByteValue {
    @Override
    public Bytes in(Peer peer) {
      return bytes;
    }
  }

  /** Values by what {@code $state} calls them. */
  Map<String, StateValue> STATE =
      Map.of(
          "session.id", peer -> session(peer).id(),
          "verify_data.client", peer -> peer.tls12().verifyData(Role.CLIENT),
          "verify_data.server", peer -> peer.tls12().verifyData(Role.SERVER),
          "ClientHello.random", peer -> hello(peer).random().bytes(),
          "ClientHello.session_id", peer -> hello(peer).legacySessionId().bytes(),
          "ServerHello.random", peer -> answer(peer).random().bytes(),
          "ServerHello.session_id", peer -> answer(peer).legacySessionIdEcho().bytes());

  /** One value of the running conversation. */
  @FunctionalInterface
  interface StateValue {
    Bytes of(Peer peer) throws ScriptException;
  }

  /** Reads a value whose names are replaced. */
  static ByteValue parse(JsonNode value, Location where) throws FormatException {
    if (!value.isObject() || value.size() != 1) {
      throw new FormatException(
          where, "found %s, expected octets such as {\"$hex\": \"16 03\"}".formatted(value));
    }
    String form = value.fieldNames().next();
    JsonNode content = value.get(form);
    return switch (form) {
      case "$hex" -> constant(hex(content.asText(), where));
      case "$ascii" ->
          constant(Bytes.copyOf(content.asText().getBytes(StandardCharsets.ISO_8859_1)));
      case "$b64" -> constant(Bytes.copyOf(Base64.getDecoder().decode(content.asText())));
      case "$fill" -> fill(content, where);
      case "$random" -> random(Args.number(content, Registry.NUMBERS, where, form));
      case "$structured" -> structured(content, where);
      case "$concat" -> concat(content, where);
      case "$slice" -> slice(content, where);
      case "$state" -> state(content.asText(), where);
      case "$ocsp" -> statusResponse(content.asText());
      case "$ref" -> putAside(content.asText());
      default ->
          throw new FormatException(where, "found %s, expected a form of octets".formatted(form));
    };
  }

  private static ByteValue constant(Bytes bytes) {
    return new Constant(bytes);
  }

  private static Bytes hex(String text, Location where) throws FormatException {
    try {
      return Bytes.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          where, "found \"%s\", expected octets in hexadecimal".formatted(text));
    }
  }

  private static ByteValue fill(JsonNode content, Location where) throws FormatException {
    int length = Args.number(content.path(0), Registry.NUMBERS, where, "$fill");
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) Args.number(content.path(1), Registry.NUMBERS, where, "$fill"));
    return constant(Bytes.copyOf(bytes));
  }

  private static ByteValue random(int length) {
    return peer -> peer.setup().random().bytes(length);
  }

  /** Runs of a fixed octet, or of random ones where it is null. */
  private static ByteValue structured(JsonNode content, Location where) throws FormatException {
    List<ByteValue> parts = new ArrayList<>();
    for (JsonNode part : content) {
      parts.add(
          part.path(1).isNull()
              ? random(Args.number(part.path(0), Registry.NUMBERS, where, "$structured"))
              : fill(part, where));
    }
    return joined(parts);
  }

  private static ByteValue concat(JsonNode content, Location where) throws FormatException {
    List<ByteValue> parts = new ArrayList<>();
    for (JsonNode part : content) {
      parts.add(parse(part, where));
    }
    return joined(parts);
  }

  private static ByteValue joined(List<ByteValue> parts) {
    return peer -> {
      List<Bytes> values = new ArrayList<>();
      for (ByteValue part : parts) {
        values.add(part.in(peer));
      }
      return Bytes.concat(values);
    };
  }

  private static ByteValue slice(JsonNode content, Location where) throws FormatException {
    ByteValue whole = parse(content.path(0), where);
    int from = content.path(1).asInt();
    int to = content.path(2).asInt();
    return peer -> {
      Bytes bytes = whole.in(peer);
      int start = from < 0 ? bytes.size() + from : from;
      int end = to < 0 ? bytes.size() + to : to;
      if (start < 0 || end > bytes.size() || start > end) {
        throw new ScriptException("$slice %d..%d of %d octets".formatted(from, to, bytes.size()));
      }
      return bytes.slice(start, end);
    };
  }

  /** The last octets that CopyVariables or CollectNonces put aside. */
  private static ByteValue putAside(String name) {
    return peer -> {
      List<Bytes> values = peer.values(name);
      if (values.isEmpty()) {
        throw new ScriptException("$ref %s: nothing has been put aside".formatted(name));
      }
      return values.get(values.size() - 1);
    };
  }

  private static ByteValue statusResponse(String name) {
    return peer ->
        Optional.ofNullable(peer.setup().statusResponses().get(name))
            .orElseThrow(
                () -> new ScriptException("no OCSP response %s in this run".formatted(name)));
  }

  private static ByteValue state(String name, Location where) throws FormatException {
    StateValue value =
        Optional.ofNullable(STATE.get(name))
            .orElseThrow(
                () ->
                    new FormatException(
                        where,
                        "$state %s is not supported yet, expected one of %s"
                            .formatted(name, STATE.keySet().stream().sorted().toList())));
    return value::of;
  }

  private static Session12 session(Peer peer) throws ScriptException {
    return peer.lastSession()
        .orElseThrow(() -> new ScriptException("no session of TLS 1.2 can be resumed yet"));
  }

  private static ClientHello hello(Peer peer) throws ScriptException {
    return peer.offered();
  }

  private static ServerHello answer(Peer peer) throws ScriptException {
    return peer.serverHello()
        .orElseThrow(() -> new ScriptException("no ServerHello has come at this point"));
  }
}
