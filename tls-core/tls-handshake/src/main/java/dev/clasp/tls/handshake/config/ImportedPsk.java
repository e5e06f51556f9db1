package dev.clasp.tls.handshake.config;

import dev.clasp.tls.crypto.Bytes;

/**
 * A key from outside that is imported: from it a key of its own is derived for TLS 1.3 and each
 * hash (RFC 9258), so that the key itself is used with none of them directly.
 *
 * @param external never to be used as an {@link ExternalPsk} in TLS 1.3, too
 * @param context such as the roles of both sides, against reflection (RFC 9258 §4.1); seen by all
 *     on the wire; empty for none
 */
public record ImportedPsk(ExternalPsk external, Bytes context) {
  /** Without context. */
  public static ImportedPsk of(ExternalPsk external) {
    return new ImportedPsk(external, Bytes.empty());
  }
}
