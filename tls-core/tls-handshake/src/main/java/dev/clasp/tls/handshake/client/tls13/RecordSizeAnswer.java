package dev.clasp.tls.handshake.client.tls13;

import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.MaxFragmentLength;
import dev.clasp.tls.handshake.extension.RecordSizeLimit;
import dev.clasp.tls.protocol.ProtocolViolation;
import dev.clasp.tls.protocol.Rfc;
import java.util.Optional;

/**
 * What the server says to the lengths of records in EncryptedExtensions (RFC 8449, RFC 6066 §4).
 */
final class RecordSizeAnswer {
  private static final int FULL = 1 << 14;

  private RecordSizeAnswer() {}

  /**
   * @throws ProtocolViolation {@code illegal_parameter}
   */
  static Step follow(Step step, Extensions answered, Extensions offered) throws ProtocolViolation {
    Optional<RecordSizeLimit> limit = answered.find(RecordSizeLimit.class);
    Optional<MaxFragmentLength> length = answered.find(MaxFragmentLength.class);
    if (limit.isPresent() && length.isPresent()) {
      // "A client MUST treat receipt of both ... as a fatal error"
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "5", 2),
          "EncryptedExtensions: both max_fragment_length and record_size_limit");
    }
    if (limit.isPresent()) {
      return follow(step, limit.get(), offered);
    }
    if (length.isEmpty()) {
      return step;
    }
    // "If a client receives a maximum fragment length negotiation response that differs from the
    // length it requested, it MUST also abort"
    if (!length.equals(offered.find(MaxFragmentLength.class))) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(6066, "4", 6),
          "EncryptedExtensions.max_fragment_length: %d, which we did not ask for"
              .formatted(length.get().code()));
    }
    return step.limitRecords(length.get().bytes(), length.get().bytes());
  }

  private static Step follow(Step step, RecordSizeLimit limit, Extensions offered)
      throws ProtocolViolation {
    // "An endpoint MUST treat receipt of a smaller value as a fatal error"
    if (limit.recordSizeLimit() < RecordSizeLimit.LEAST) {
      throw ProtocolViolation.illegalParameter(
          Rfc.rfc(8449, "4", 9),
          "EncryptedExtensions.record_size_limit: %d, expected at least %d"
              .formatted(limit.recordSizeLimit(), RecordSizeLimit.LEAST));
    }
    // "This value ... includes the content type", one byte.
    int ours = offered.find(RecordSizeLimit.class).orElseThrow().recordSizeLimit();
    return step.limitRecords(Math.min(limit.recordSizeLimit() - 1, FULL), ours - 1);
  }
}
