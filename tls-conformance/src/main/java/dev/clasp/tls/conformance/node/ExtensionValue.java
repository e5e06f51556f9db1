package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.conversation.Location;
import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.ScriptException;
import dev.clasp.tls.conformance.peer.Session12;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An extension as a conversation writes it; encoded when the node runs.
 *
 * <p>Written field by field and not with the stack's extension records: a conversation may want
 * duplicates, wrong lengths and values no record would take.
 */
record ExtensionValue(ExtensionType type, Body body) {
  /** Renegotiation is also asked for by this suite (RFC 5746 §3.3). */
  private static final CipherSuite SCSV = new CipherSuite(0x00FF);

  /** What a server answers to an extension that the client has sent, and leaves out otherwise. */
  private static final Map<String, Bytes> ANSWERS =
      Map.of(
          "srv_ext_handler_ems", Bytes.empty(),
          "srv_ext_handler_etm", Bytes.empty(),
          "srv_ext_handler_session_ticket", Bytes.empty(),
          "srv_ext_handler_status_request", Bytes.empty(),
          "srv_ext_handler_renego", Bytes.of(0),
          "srv_ext_handler_ec_point", Bytes.of(1, 0));

  private static boolean asksFor(ClientHello hello, ExtensionType type) {
    return hello.extensions().contains(type)
        || (type.equals(ExtensionType.RENEGOTIATION_INFO) && hello.cipherSuites().contains(SCSV));
  }

  /** Makes extension_data; empty when the extension is left out. */
  @FunctionalInterface
  interface Body {
    Optional<Bytes> in(Peer peer) throws ScriptException;
  }

  /** The same in every run. */
  private record Constant(Bytes bytes) implements Body {
    @Override
    public Optional<Bytes> in(Peer peer) {
      return Optional.of(bytes);
    }
  }

  /** The argument {@code extensions}; empty where there is none. */
  static Optional<List<ExtensionValue>> list(Args args) throws FormatException {
    Optional<JsonNode> list = args.find("extensions");
    if (list.isEmpty()) {
      return Optional.empty();
    }
    List<ExtensionValue> extensions = new ArrayList<>();
    for (JsonNode extension : list.get()) {
      Location where =
          new Location(
              args.where().file(),
              args.where().line(),
              "%s.extensions[%d]".formatted(args.where().path(), extensions.size()));
      extensions.add(parse(extension, where));
    }
    return Optional.of(List.copyOf(extensions));
  }

  /** The extensions of one message, in their order, without those that are left out. */
  static Extensions block(List<ExtensionValue> values, Peer peer) throws ScriptException {
    List<Extension> list = new ArrayList<>();
    for (ExtensionValue extension : values) {
      Optional<Bytes> body = extension.body().in(peer);
      body.ifPresent(bytes -> list.add(new UnknownExtension(extension.type(), bytes)));
    }
    return Extensions.of(list);
  }

  static ExtensionValue parse(JsonNode json, Location where) throws FormatException {
    if (!(json instanceof ObjectNode object)) {
      throw new FormatException(where, "found %s, expected an extension".formatted(json));
    }
    Args args = new Args(object, where);
    int value =
        args.number("type", Registry.EXTENSIONS)
            .orElseThrow(() -> args.mistake("type", "is missing"));
    ExtensionType type = new ExtensionType(value);
    Optional<ByteValue> data = args.bytes("data");
    if (data.isPresent()) {
      return new ExtensionValue(type, peer -> Optional.of(data.get().in(peer)));
    }
    return new ExtensionValue(type, body(type, args));
  }

  private static Body body(ExtensionType type, Args args) throws FormatException {
    if (args.json().size() == 1) {
      return constant(Bytes.empty());
    }
    String call = args.find("$call").map(JsonNode::asText).orElse("");
    if (ANSWERS.containsKey(call)) {
      Bytes answer = Optional.ofNullable(ANSWERS.get(call)).orElse(Bytes.empty());
      return peer -> asksFor(peer.offered(), type) ? Optional.of(answer) : Optional.empty();
    }
    Optional<ByteValue> response = args.bytes("response");
    if (response.isPresent()) { // CertificateStatus in a CertificateEntry (RFC 9846 §4.5.1.1)
      return peer -> {
        Bytes value = response.get().in(peer);
        return Optional.of(write(out -> out.uint8("status_type", 1).opaque24("response", value)));
      };
    }
    if (type.equals(ExtensionType.SERVER_NAME)) {
      return constant(serverNames(args));
    }
    if (type.equals(ExtensionType.SUPPORTED_VERSIONS)) {
      OptionalInt selected = args.number("version", Registry.VERSIONS);
      if (selected.isPresent()) {
        return constant(write(out -> out.uint16("selected_version", selected.getAsInt())));
      }
      return constant(
          values(
              args, "versions", Registry.VERSIONS, (out, list) -> out.vector8("versions", list)));
    }
    if (type.equals(ExtensionType.SUPPORTED_GROUPS)) {
      return constant(
          values(args, "groups", Registry.GROUPS, (out, list) -> out.vector16("groups", list)));
    }
    if (type.equals(ExtensionType.SIGNATURE_ALGORITHMS)
        || type.equals(ExtensionType.SIGNATURE_ALGORITHMS_CERT)) {
      return constant(
          values(args, "sigalgs", Registry.SCHEMES, (out, list) -> out.vector16("schemes", list)));
    }
    if (type.equals(ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION)) {
      return constant(protocols(args));
    }
    if (type.equals(ExtensionType.PSK_KEY_EXCHANGE_MODES)) {
      List<Integer> modes = args.numbers("modes", Registry.PSK_MODES);
      return constant(
          write(
              out ->
                  out.vector8(
                      "ke_modes", list -> modes.forEach(mode -> list.uint8("mode", mode)))));
    }
    if (type.equals(ExtensionType.SESSION_TICKET)) { // session_ticket_ext_gen
      return peer -> peer.lastSession().flatMap(Session12::ticket);
    }
    if (type.equals(ExtensionType.COOKIE)) {
      return cookie(args);
    }
    if (type.equals(ExtensionType.KEY_SHARE)) {
      return KeyShareValue.body(args);
    }
    if (type.equals(ExtensionType.PRE_SHARED_KEY)) {
      OptionalInt selected = args.number("selected_identity");
      if (selected.isPresent()) {
        return constant(write(out -> out.uint16("selected_identity", selected.getAsInt())));
      }
      return PreSharedKeyValue.body(args);
    }
    throw args.mistake("type", "%s has no such fields, expected data".formatted(type));
  }

  private static Bytes serverNames(Args args) {
    List<String> names = strings(args, "host_names");
    return write(
        out ->
            out.vector16(
                "server_name_list",
                list ->
                    names.forEach(
                        name -> list.uint8("name_type", 0).opaque16("host_name", ascii(name)))));
  }

  private static Bytes protocols(Args args) {
    List<String> names = strings(args, "protocols");
    return write(
        out ->
            out.vector16(
                "protocol_name_list",
                list -> names.forEach(name -> list.opaque8("protocol_name", ascii(name)))));
  }

  private static Body cookie(Args args) throws FormatException {
    Optional<ByteValue> cookie = args.bytes("cookie");
    if (cookie.isPresent()) {
      return peer -> {
        Bytes value = cookie.get().in(peer);
        return Optional.of(write(out -> out.opaque16("cookie", value)));
      };
    }
    return peer -> // ch_cookie_handler
    peer.retryRequest()
            .flatMap(
                retry -> retry.extensions().find(dev.clasp.tls.handshake.extension.Cookie.class))
            .map(each -> write(each::encodeTo));
  }

  /** A vector around 16-bit values. */
  @FunctionalInterface
  private interface Vector {
    WireWriter write(WireWriter out, java.util.function.Consumer<WireWriter> list);
  }

  private static Bytes values(Args args, String name, Registry registry, Vector vector)
      throws FormatException {
    List<Integer> values = args.numbers(name, registry);
    return write(
        out -> vector.write(out, list -> values.forEach(value -> list.uint16("value", value))));
  }

  static Bytes write(java.util.function.Consumer<WireWriter> content) {
    WireWriter out = new WireWriter();
    content.accept(out);
    return out.toBytes();
  }

  /** extension_data, where it is the same in every run. */
  Optional<Bytes> constant() {
    return body instanceof Constant same ? Optional.of(same.bytes()) : Optional.empty();
  }

  private static Body constant(Bytes bytes) {
    return new Constant(bytes);
  }

  private static List<String> strings(Args args, String name) {
    List<String> strings = new ArrayList<>();
    args.find(name).ifPresent(list -> list.forEach(element -> strings.add(element.asText())));
    return strings;
  }

  private static Bytes ascii(String text) {
    return Bytes.copyOf(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
