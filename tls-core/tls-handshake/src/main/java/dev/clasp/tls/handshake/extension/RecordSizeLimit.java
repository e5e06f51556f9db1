package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * record_size_limit (RFC 8449 §4): the longest record content the sender accepts.
 *
 * <pre>{@code
 * uint16 RecordSizeLimit;
 * }</pre>
 *
 * @param recordSizeLimit bytes, 0 to 0xFFFF; in TLS 1.3 with the content type and padding. A
 *     receiver that supports the extension must refuse less than 64 with illegal_parameter
 */
public record RecordSizeLimit(int recordSizeLimit) implements Extension {
  /** "MUST NOT send a record_size_limit extension with a value smaller than 64" (RFC 8449 §4). */
  public static final int LEAST = 64;

  public static RecordSizeLimit decode(WireReader in) throws DecodeException {
    return new RecordSizeLimit(in.uint16("record_size_limit"));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.RECORD_SIZE_LIMIT;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("record_size_limit", recordSizeLimit);
  }
}
