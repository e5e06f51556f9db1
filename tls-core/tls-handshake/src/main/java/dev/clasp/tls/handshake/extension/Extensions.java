package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.Decoder;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A block of extensions, in order (RFC 9846 §4.3); immutable.
 *
 * <pre>{@code
 * struct {
 *     ExtensionType extension_type;
 *     opaque extension_data<0..2^16-1>;
 * } Extension;
 *
 * Extension extensions<0..2^16-1>;
 * }</pre>
 *
 * <p>Construction accepts anything, such as a type twice; {@link #decode} does not.
 *
 * @param list in wire order
 * @param present false only for {@link #ABSENT}: the block and its length are not on the wire
 */
public record Extensions(List<Extension> list, boolean present) implements Encodable {

  /** A block without extensions. */
  public static final Extensions EMPTY = new Extensions(List.of(), true);

  /** No block at all, as hellos of TLS 1.2 and before may have it (RFC 5246 §7.4.1.2). */
  public static final Extensions ABSENT = new Extensions(List.of(), false);

  public Extensions {
    list = List.copyOf(list);
    if (!present && !list.isEmpty()) {
      throw new IllegalArgumentException("extensions: absent, and yet " + list);
    }
  }

  public static Extensions of(List<? extends Extension> list) {
    return new Extensions(List.copyOf(list), true);
  }

  public static Extensions of(Extension... list) {
    return of(List.of(list));
  }

  /**
   * Reads a block by the rules of the message it stands in.
   *
   * <p>An extension we do not recognise becomes an {@link UnknownExtension}.
   *
   * @throws DecodeException {@code decode_error} for grammar and trailing bytes; {@code
   *     illegal_parameter} for a type twice (§4.3 forbids it and names no alert; rustls sends this
   *     one), for a recognised extension that has no place in this message (§4.3), and for a
   *     pre_shared_key that is not the last of a ClientHello (§4.3.11)
   */
  public static Extensions decode(WireReader in, MessageContext message) throws DecodeException {
    return decode(in, types -> message);
  }

  /** The same where the types in the block decide which message it is, as in a ServerHello. */
  public static Extensions decode(
      WireReader in, Function<Set<ExtensionType>, MessageContext> messageOf)
      throws DecodeException {
    Map<ExtensionType, WireReader> contents = new LinkedHashMap<>();
    in.list16("extensions", 0, 0xFFFF, block -> split(block, contents));

    MessageContext message = messageOf.apply(contents.keySet());
    List<Extension> list = new ArrayList<>();
    for (Map.Entry<ExtensionType, WireReader> entry : contents.entrySet()) {
      list.add(content(entry.getKey(), entry.getValue(), message));
      requireLastIfPreSharedKey(entry, list.size() == contents.size(), message);
    }
    return of(list);
  }

  private static ExtensionType split(WireReader block, Map<ExtensionType, WireReader> contents)
      throws DecodeException {
    ExtensionType type = new ExtensionType(block.uint16("extension_type"));
    WireReader content = block.vector16(type.toString(), 0, 0xFFFF);
    if (contents.putIfAbsent(type, content) != null) {
      throw content.failure(
          AlertDescription.ILLEGAL_PARAMETER,
          "is there twice, expected once",
          Rfc.rfc9846("4.3", 9));
    }
    return type;
  }

  private static Extension content(ExtensionType type, WireReader in, MessageContext message)
      throws DecodeException {
    ExtensionTable table = ExtensionTable.of(message);
    if (!table.recognises(type)) {
      return new UnknownExtension(type, in.rest());
    }
    Optional<Decoder<? extends Extension>> decoder = table.decoder(type, message);
    if (decoder.isEmpty()) {
      throw in.failure(
          AlertDescription.ILLEGAL_PARAMETER, "has no place in " + message, Rfc.rfc9846("4.3", 7));
    }
    Extension extension = decoder.get().decode(in);
    if (!in.isEmpty()) {
      throw in.failure(
          AlertDescription.DECODE_ERROR,
          "%d bytes behind its content, expected none".formatted(in.remaining()),
          Rfc.rfc9846("4.3", 2));
    }
    return extension;
  }

  private static void requireLastIfPreSharedKey(
      Map.Entry<ExtensionType, WireReader> entry, boolean last, MessageContext message)
      throws DecodeException {
    if (entry.getKey().equals(ExtensionType.PRE_SHARED_KEY)
        && message == MessageContext.CLIENT_HELLO
        && !last) {
      throw entry
          .getValue()
          .failure(
              AlertDescription.ILLEGAL_PARAMETER,
              "is not the last extension",
              Rfc.rfc9846("4.3.11", 15, 16));
    }
  }

  /** The first extension of this shape. */
  public <T extends Extension> Optional<T> find(Class<T> shape) {
    for (Extension extension : list) {
      if (shape.isInstance(extension)) {
        return Optional.of(shape.cast(extension));
      }
    }
    return Optional.empty();
  }

  public boolean contains(ExtensionType type) {
    for (Extension extension : list) {
      if (extension.type().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /** The types, in order; each once. */
  public Set<ExtensionType> types() {
    Set<ExtensionType> types = new LinkedHashSet<>();
    list.forEach(extension -> types.add(extension.type()));
    return types;
  }

  /** The same with one more at the end. */
  public Extensions plus(Extension extension) {
    List<Extension> longer = new ArrayList<>(list);
    longer.add(extension);
    return of(longer);
  }

  /** The same without any extension of this type. */
  public Extensions without(ExtensionType type) {
    List<Extension> shorter =
        list.stream().filter(extension -> !extension.type().equals(type)).toList();
    return new Extensions(shorter, present);
  }

  /** The same with this extension where the first of its type was; at the end if there was none. */
  public Extensions with(Extension extension) {
    List<Extension> changed = new ArrayList<>();
    boolean placed = false;
    for (Extension each : list) {
      boolean replaces = each.type().equals(extension.type()) && !placed;
      changed.add(replaces ? extension : each);
      placed |= replaces;
    }
    return placed ? of(changed) : plus(extension);
  }

  /**
   * Demands that every extension of this response was requested.
   *
   * @param offered the extensions of the request
   * @param message which response this is; a HelloRetryRequest may hold a cookie unasked
   * @throws ProtocolViolation {@code unsupported_extension} (RFC 9846 §4.3)
   */
  public void requireOnlyOffered(Extensions offered, MessageContext message)
      throws ProtocolViolation {
    for (ExtensionType type : types()) {
      boolean unasked =
          message == MessageContext.HELLO_RETRY_REQUEST && type.equals(ExtensionType.COOKIE);
      // "Clients MUST reject GREASE values when negotiated by the server" (RFC 8701 §3.1): we
      // offered them, but they are no requests.
      if (!unasked && (type.isReservedForGrease() || !offered.contains(type))) {
        throw ProtocolViolation.unsupportedExtension(
            Rfc.rfc9846("4.3", 6),
            "%s.extensions: %s, which was not offered".formatted(message, type));
      }
    }
  }

  @Override
  public void encodeTo(WireWriter out) {
    if (present) {
      out.vector16("extensions", block -> list.forEach(extension -> write(extension, block)));
    }
  }

  private static void write(Extension extension, WireWriter block) {
    block.uint16("extension_type", extension.type().value());
    block.vector16(extension.type().toString(), extension::encodeTo);
  }
}
