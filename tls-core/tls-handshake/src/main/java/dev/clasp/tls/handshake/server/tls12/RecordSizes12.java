package dev.clasp.tls.handshake.server.tls12;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ServerConfig;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import java.util.Optional;

/**
 * How long records may be, by record_size_limit (RFC 8449) or else by max_fragment_length (RFC 6066
 * §4).
 *
 * @param answer what ServerHello says of it; empty when the client asked for nothing
 * @param sent the most content of a record of ours, in bytes
 * @param unprotected the most content of the client's records before its keys change
 * @param received the most content of its records afterwards
 */
record RecordSizes12(Optional<Extension> answer, int sent, int unprotected, int received) {
  private static final int FULL = 1 << 14;

  static RecordSizes12 of(ServerConfig config, ClientOffer12 offer) {
    Optional<RecordSizeLimit> limit = offer.hello().extensions().find(RecordSizeLimit.class);
    if (limit.isPresent()) {
      // "MUST ignore a max_fragment_length that appears in a ClientHello if both extensions
      // appear"; "Unprotected messages are not subject to this limit."
      int received = config.recordSizeLimit().orElse(FULL);
      return new RecordSizes12(
          Optional.of(new RecordSizeLimit(received)),
          Math.min(limit.get().recordSizeLimit(), FULL),
          FULL,
          received);
    }
    Optional<MaxFragmentLength> asked = offer.hello().extensions().find(MaxFragmentLength.class);
    int length = asked.map(MaxFragmentLength::bytes).orElse(FULL);
    return new RecordSizes12(asked.map(Extension.class::cast), length, length, length);
  }

  /** "Once a maximum fragment length [...] has been negotiated" it holds for the handshake, too. */
  Step beginning(Step step) {
    return answer.isPresent() ? step.limitRecords(sent, unprotected) : step;
  }

  Step underKeys(Step step) {
    return answer.isPresent() ? step.limitRecords(sent, received) : step;
  }
}
