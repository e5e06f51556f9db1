package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ticket_request in EncryptedExtensions (RFC 9149 §3): how many tickets the server will send.
 *
 * <pre>{@code
 * struct {
 *     uint8 expected_count;
 * } ServerTicketRequestHint;
 * }</pre>
 */
public record TicketRequestHint(int expectedCount) implements Extension {
  public static TicketRequestHint decode(WireReader in) throws DecodeException {
    return new TicketRequestHint(in.uint8("expected_count"));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.TICKET_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("expected_count", expectedCount);
  }
}
