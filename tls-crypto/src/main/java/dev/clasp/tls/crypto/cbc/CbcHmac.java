package dev.clasp.tls.crypto.cbc;

import dev.clasp.tls.crypto.AuthenticationFailed;
import dev.clasp.tls.crypto.RandomSource;
import java.nio.ByteBuffer;

/**
 * CBC and HMAC under one pair of keys, in either order. Not thread-safe.
 *
 * <p>What is authenticated besides the content is the beginning of a record's header; the length
 * that stands behind it in the MAC's input is this interface's to know, since it may be secret:
 *
 * <pre>{@code
 * MAC(MAC_write_key, seq_num + type + version + length + content)   // RFC 5246 §6.2.3.1
 *                    `------- prefix ------'
 * }</pre>
 *
 * <p>CT: may reveal the size of a record, the verdict, and the length of content that was accepted.
 */
public sealed interface CbcHmac permits MacThenEncrypt, EncryptThenMac {
  /** {@code uint64 seq_num; ContentType type; ProtocolVersion version}. */
  int PREFIX_LENGTH = 11;

  /** {@code uint8 padding_length}. */
  int MAX_PADDING = 255;

  /**
   * The size of what {@link #seal} writes: IV, content, MAC and padding, in bytes.
   *
   * @param extraPadding as for {@link #seal}
   */
  int sealedLength(int contentLength, int extraPadding);

  /** The most bytes of content that {@link #open} can find in so many. */
  int maxContentLength(int sealedLength);

  /**
   * Encrypts and authenticates all of {@code content} under a fresh random IV, and moves the
   * positions of both buffers.
   *
   * @param prefix {@value #PREFIX_LENGTH} bytes
   * @param extraPadding bytes of padding beyond the least, rounded down to whole blocks and limited
   *     by the {@value #MAX_PADDING} that can be said
   * @param sealed with {@link #sealedLength} bytes of room
   */
  void seal(
      RandomSource random, byte[] prefix, ByteBuffer content, int extraPadding, ByteBuffer sealed);

  /**
   * Checks and decrypts all of {@code sealed}. Writes the content and moves the position of {@code
   * content} behind it, or writes nothing.
   *
   * @param prefix {@value #PREFIX_LENGTH} bytes
   * @param content with {@link #maxContentLength} bytes of room
   * @throws AuthenticationFailed on a wrong MAC, wrong padding, or a size that cannot be: the same,
   *     whichever it was
   */
  void open(byte[] prefix, ByteBuffer sealed, ByteBuffer content) throws AuthenticationFailed;
}
