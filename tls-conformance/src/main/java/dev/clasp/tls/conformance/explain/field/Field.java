package dev.clasp.tls.conformance.explain.field;

import dev.clasp.tls.crypto.Bytes;

/**
 * One field of a message and the bytes that are its own: for a vector of fields the length in front
 * of them, for any other field its length, if it has one, and its content.
 *
 * @param path from the message's name on, such as {@code ClientHello.extensions.key_share}; a
 *     second field of one name has {@code [1]} behind it
 * @param depth how many vectors it stands in
 * @param offset of {@code bytes} in the framed message
 * @param prefixLength how many of {@code bytes} are a length
 * @param bytes its own, in the order of the wire; empty for a group without a length
 * @param group whether other fields are inside
 * @param words the value for people
 * @param clause where it is defined, such as {@code RFC 9846 §4.2.2}
 * @param meaning what it is for, in a sentence or two
 */
public record Field(
    String path,
    int depth,
    int offset,
    int prefixLength,
    Bytes bytes,
    boolean group,
    String words,
    String clause,
    String meaning) {
  /** The last part of the path. */
  public String name() {
    return MessageFields.lastName(path);
  }

  /** The offset behind {@link #bytes}. */
  public int end() {
    return offset + bytes.size();
  }
}
