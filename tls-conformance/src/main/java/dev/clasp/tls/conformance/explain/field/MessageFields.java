package dev.clasp.tls.conformance.explain.field;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.wire.Encodable;
import dev.clasp.tls.protocol.wire.FieldMap;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a handshake message, in the order of the wire, covering each of its bytes once.
 *
 * <p>A message that decoded is encoded again with a {@link FieldMap}; the encoders name every field
 * they write. That only holds if the encoding is the one received, which is checked; a message that
 * encodes otherwise, or did not decode, is shown as one field, its body.
 */
public final class MessageFields {
  private static final int HEADER_LENGTH = 4; // msg_type and length

  private final String name;
  private final Bytes framed;
  private final Guide guide;
  private final Words words;
  private final List<Field> fields = new ArrayList<>();

  private MessageFields(String name, Bytes framed, Guide guide, Words words) {
    this.name = name;
    this.framed = framed;
    this.guide = guide;
    this.words = words;
  }

  /**
   * @param name the message's, such as {@code ServerHello}; the paths begin with it
   * @param framed type and length included
   * @param body {@code framed} decoded; empty if it does not decode
   */
  public static List<Field> of(
      String name, Bytes framed, Optional<? extends Encodable> body, Guide guide) {
    MessageFields fields = new MessageFields(name, framed, guide, new Words(name));
    fields.addHeader();
    fields.addBody(HEADER_LENGTH, body);
    return fields.covering();
  }

  /**
   * The fields of what is no handshake message and has no header of its own.
   *
   * @param body names the fields of {@code content}
   */
  public static List<Field> ofContent(String name, Bytes content, Encodable body, Guide guide) {
    MessageFields fields = new MessageFields(name, content, guide, new Words(name));
    fields.addBody(0, Optional.of(body));
    return fields.covering();
  }

  private void addBody(int start, Optional<? extends Encodable> body) {
    Bytes content = framed.slice(start, framed.size());
    Optional<FieldMap> map = body.flatMap(decoded -> fieldMap(decoded, content));
    if (map.isPresent()) {
      tree(map.get(), start).forEach(node -> add(node, 0));
    } else if (!content.isEmpty()) {
      add(new Node("body", start, framed.size(), 0, List.of()), 0);
    }
  }

  private static Optional<FieldMap> fieldMap(Encodable body, Bytes content) {
    FieldMap map = new FieldMap();
    WireWriter out = new WireWriter(map);
    body.encodeTo(out);
    return out.toBytes().equals(content) ? Optional.of(map) : Optional.empty();
  }

  /**
   * A field with those inside it.
   *
   * @param start where its length stands, or its content if it has none; in the framed message
   */
  private record Node(String path, int start, int end, int prefix, List<Node> inner) {
    boolean holds(Node other) {
      return other.path.startsWith(withoutIndex(path) + ".")
          && other.start >= start + prefix
          && other.end <= end;
    }
  }

  /** A map lists inner fields before the vector around them, so those are the last ones seen. */
  private static List<Node> tree(FieldMap map, int start) {
    Deque<Node> open = new ArrayDeque<>();
    for (Map.Entry<String, FieldMap.Span> entry : map.all().entrySet()) {
      FieldMap.Span span = entry.getValue();
      int content = start + span.offset();
      Node outer =
          new Node(
              entry.getKey(),
              content - span.prefix(),
              content + span.length(),
              span.prefix(),
              new ArrayList<>());
      while (!open.isEmpty() && outer.holds(open.getLast())) {
        outer.inner.add(0, open.removeLast());
      }
      open.addLast(outer);
    }
    return List.copyOf(open);
  }

  private void addHeader() {
    add(new Node("msg_type", 0, 1, 0, List.of()), 0);
    add(new Node("length", 1, HEADER_LENGTH, 0, List.of()), 0);
  }

  private void add(Node node, int depth) {
    int content = node.start + node.prefix;
    boolean group = !node.inner.isEmpty();
    Bytes own = framed.slice(node.start, group ? content : node.end);
    String path = name + "." + node.path;
    Guide.Entry entry = guide.field(path);
    fields.add(
        new Field(
            path,
            depth,
            node.start,
            node.prefix,
            own,
            group,
            group
                ? words.ofGroup(path, node.end - content, node.inner.size())
                : words.of(path, framed.slice(content, node.end)),
            entry.clause(),
            entry.text()));
    for (Node inner : node.inner) {
      add(inner, depth + 1);
    }
  }

  /** A byte without a name, or with two, is a fault of an encoder or of ours. */
  private List<Field> covering() {
    int at = 0;
    for (Field field : fields) {
      if (field.offset() != at) {
        throw new IllegalStateException(
            "%s at byte %d, expected a field at byte %d"
                .formatted(field.path(), field.offset(), at));
      }
      at = field.end();
    }
    if (at != framed.size()) {
      throw new IllegalStateException(
          "%s: fields end at byte %d of %d".formatted(name, at, framed.size()));
    }
    return List.copyOf(fields);
  }

  /** The last part of a path, without the number of a repetition. */
  static String lastName(String path) {
    return withoutIndex(path.substring(path.lastIndexOf('.') + 1));
  }

  /** A path as the guide knows it. */
  static String withoutIndex(String path) {
    return path.replaceAll("\\[\\d+]$", "");
  }
}
