package dev.clasp.tls.handshake.server.tls13;

import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import java.util.Optional;

/**
 * How long the records of a connection may be (RFC 8449, RFC 6066 §4).
 *
 * @param answer for EncryptedExtensions; empty without a wish of the client's
 * @param sent content of one record of ours, in bytes
 * @param received content of one record of the client's, in bytes
 */
record RecordSizes13(Optional<Extension> answer, int sent, int received) {
  /** Content; in TLS 1.3 "the value includes the content type", one byte more. */
  private static final int FULL = 1 << 14;

  static RecordSizes13 of(ServerConfig config, ClientOffer13 offer) {
    Extensions extensions = offer.hello().extensions();
    Optional<RecordSizeLimit> limit = extensions.find(RecordSizeLimit.class);
    if (limit.isPresent()) {
      int ours = config.recordSizeLimit().orElse(FULL + 1);
      return new RecordSizes13(
          Optional.of(new RecordSizeLimit(ours)),
          Math.min(limit.get().recordSizeLimit() - 1, FULL),
          ours - 1);
    }
    // "a server that supports the record_size_limit extension MUST ignore" it beside that one
    return extensions
        .find(MaxFragmentLength.class)
        .map(asked -> new RecordSizes13(Optional.of(asked), asked.bytes(), asked.bytes()))
        .orElseGet(() -> new RecordSizes13(Optional.empty(), FULL, FULL));
  }
}
