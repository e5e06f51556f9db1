package dev.clasp.tls.conformance.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clasp.tls.conformance.conversation.FormatException;
import dev.clasp.tls.conformance.peer.CheckFailed;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.KeyShareHelloRetryRequest;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The {@code extensions} of an expecting node: each is there, and the fields given are equal.
 *
 * @param none whether there must be no extension at all
 */
record ExpectedExtensions(List<One> all, boolean none) {
  /** One extension: its type and a check of its content. */
  record One(ExtensionType type, Check check) {}

  /** Says what is wrong with an extension; empty when nothing is. */
  @FunctionalInterface
  interface Check {
    Optional<String> fault(Extension extension);
  }

  static ExpectedExtensions of(Args args) throws FormatException {
    Optional<JsonNode> list = args.find("extensions");
    List<One> all = new ArrayList<>();
    for (JsonNode extension : list.orElseGet(() -> args.json().arrayNode())) {
      Args fields = new Args((ObjectNode) extension, args.where());
      int type =
          fields
              .number("type", Registry.EXTENSIONS)
              .orElseThrow(() -> fields.mistake("type", "is missing"));
      all.add(new One(new ExtensionType(type), check(fields)));
    }
    return new ExpectedExtensions(List.copyOf(all), list.isPresent() && all.isEmpty());
  }

  void check(String message, Extensions found) throws CheckFailed {
    if (none && !found.list().isEmpty()) {
      throw new CheckFailed("%s.extensions: %s, expected none".formatted(message, found.types()));
    }
    for (One expected : all) {
      Extension extension =
          found.list().stream()
              .filter(each -> each.type().equals(expected.type()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new CheckFailed(
                          "%s.extensions: no %s, expected one"
                              .formatted(message, expected.type())));
      Optional<String> fault = expected.check().fault(extension);
      if (fault.isPresent()) {
        throw new CheckFailed("%s.%s: %s".formatted(message, expected.type(), fault.get()));
      }
    }
  }

  private static Check check(Args fields) throws FormatException {
    if (fields.json().size() == 1) {
      return extension -> Optional.empty();
    }
    if (fields.find("selected_group").isPresent()) {
      NamedGroup group =
          new NamedGroup(fields.number("selected_group", Registry.GROUPS).orElseThrow());
      return extension ->
          group(extension).equals(Optional.of(group))
              ? Optional.empty()
              : Optional.of("group %s, expected %s".formatted(group(extension), group));
    }
    if (fields.find("version").isPresent()) {
      int version = fields.number("version", Registry.VERSIONS).orElseThrow();
      return equal(Bytes.of(version >> 8, version));
    }
    Optional<ByteValue> data = fields.bytes("data");
    if (data.isPresent() && data.get() instanceof ByteValue.Constant constant) {
      return equal(constant.bytes());
    }
    // The other fields are those a ClientHello has, in the same encoding.
    ExtensionValue value = ExtensionValue.parse(fields.json(), fields.where());
    return equal(
        value
            .constant()
            .orElseThrow(
                () -> fields.mistake("type", "cannot be compared, expected constant fields")));
  }

  private static Check equal(Bytes expected) {
    return extension -> {
      Bytes found = Offered.body(extension);
      return found.equals(expected)
          ? Optional.empty()
          : Optional.of("%s, expected %s".formatted(found, expected));
    };
  }

  private static Optional<NamedGroup> group(Extension extension) {
    if (extension instanceof KeyShareServerHello share) {
      return Optional.of(share.serverShare().group());
    }
    return extension instanceof KeyShareHelloRetryRequest retry
        ? Optional.of(retry.selectedGroup())
        : Optional.empty();
  }
}
