package dev.clasp.tls.crypto;

import java.nio.ByteBuffer;

/**
 * Authenticated encryption under one key (RFC 5116).
 *
 * <p>Guarantees secrecy and authenticity of the plaintext and authenticity of the associated data,
 * as long as no nonce is ever used twice for sealing under the key. Buffers may be heap or direct;
 * input and output may share memory only if both start at the same address. Not thread-safe.
 *
 * <p>CT: may reveal lengths and the verdict only.
 */
public interface Aead {
  AeadAlgorithm algorithm();

  /**
   * Encrypts and authenticates all of {@code plaintext}.
   *
   * <p>Moves the positions of all three buffers past what was read or written; writes {@code
   * plaintext.remaining() + algorithm().tagLength()} bytes.
   *
   * @param nonce {@value AeadAlgorithm#NONCE_LENGTH} bytes
   * @throws IllegalArgumentException on a nonce of another size or too little room in {@code
   *     ciphertext}; nothing was written
   */
  void seal(byte[] nonce, ByteBuffer associatedData, ByteBuffer plaintext, ByteBuffer ciphertext);

  /**
   * Checks and decrypts all of {@code ciphertext}, the tag at its end.
   *
   * <p>Moves the positions past what was read or written. When it throws, the content of {@code
   * plaintext} beyond its position is undefined but is never unauthenticated plaintext.
   *
   * @throws AuthenticationFailed when the tag does not match or the input is shorter than a tag
   * @throws IllegalArgumentException as for {@link #seal}
   */
  void open(byte[] nonce, ByteBuffer associatedData, ByteBuffer ciphertext, ByteBuffer plaintext)
      throws AuthenticationFailed;
}
