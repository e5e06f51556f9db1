package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;

/**
 * A change to what a CBC suite of TLS 1.2 encrypts: {@code content | MAC | padding |
 * padding_length} (RFC 5246 §6.2.3.2).
 *
 * @param extraPadding octets of padding more than needed, a multiple of the block
 */
public record CbcChange(int extraPadding, Change change) {
  /** Makes other plaintext of the honest one. */
  @FunctionalInterface
  public interface Change {
    /**
     * @param contentLength where the MAC begins
     * @param macLength how long it is; 0 where it is outside (RFC 7366)
     */
    Bytes apply(Bytes plaintext, int contentLength, int macLength) throws ScriptException;
  }
}
