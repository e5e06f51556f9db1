package dev.clasp.tls.record;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.RecordException;
import dev.clasp.tls.protocol.Rfc;
import java.nio.ByteBuffer;

/**
 * What a protected TLS 1.3 record hides: content, its type, and padding (RFC 9846 §5.2, §5.4).
 *
 * <pre>{@code
 * struct {
 *     opaque content[TLSPlaintext.length];
 *     ContentType type;
 *     uint8 zeros[length_of_padding];
 * } TLSInnerPlaintext;
 * }</pre>
 *
 * @param type of the content
 * @param contentLength bytes before the type
 */
record InnerPlaintext(ContentType type, int contentLength) {

  /** Writes the encoding and moves both positions; all of {@code content} is taken. */
  static void write(ByteBuffer content, int type, int padding, ByteBuffer out) {
    out.put(content);
    out.put((byte) type);
    for (int i = 0; i < padding; i++) { // "MUST set the padding octets to all zeros"
      out.put((byte) 0);
    }
  }

  /**
   * Finds type and content in what the AEAD returned.
   *
   * <p>CT: reveals the length of the padding by its time, as §E.3 accepts: the plaintext is
   * authenticated here, so no one but the sender can have chosen it.
   *
   * @param start where the inner plaintext starts in {@code buffer}
   * @param end behind its last byte
   */
  static InnerPlaintext parse(ByteBuffer buffer, int start, int end) throws RecordException {
    if (end - start > RecordLimits.MAX_INNER_PLAINTEXT) {
      throw new RecordException(
          AlertDescription.RECORD_OVERFLOW,
          Rfc.rfc9846("5.4", 6),
          "TLSInnerPlaintext: %d bytes, expected at most %d"
              .formatted(end - start, RecordLimits.MAX_INNER_PLAINTEXT));
    }
    // "MUST limit their scanning to the cleartext returned from the AEAD decryption"
    int last = end - 1;
    while (last >= start && buffer.get(last) == 0) {
      last--;
    }
    if (last < start) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.4", 5),
          "TLSInnerPlaintext.type: only zeros, expected a non-zero octet");
    }
    ContentType type = allowed(buffer.get(last) & 0xFF);
    int contentLength = last - start;
    if (contentLength == 0 && type != ContentType.APPLICATION_DATA) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5.4", 3),
          "TLSInnerPlaintext.content: empty for %s, expected at least 1 byte".formatted(type));
    }
    return new InnerPlaintext(type, contentLength);
  }

  /** "receives a protected change_cipher_spec record MUST abort [...] unexpected_message" (§5). */
  private static ContentType allowed(int value) throws RecordException {
    ContentType type = ContentType.of(value).orElse(ContentType.CHANGE_CIPHER_SPEC);
    if (type == ContentType.CHANGE_CIPHER_SPEC) {
      throw new RecordException(
          AlertDescription.UNEXPECTED_MESSAGE,
          Rfc.rfc9846("5", 2),
          "TLSInnerPlaintext.type: %d, expected alert, handshake or application_data"
              .formatted(value));
    }
    return type;
  }
}
