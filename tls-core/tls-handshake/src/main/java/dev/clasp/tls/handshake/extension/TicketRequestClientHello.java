package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ticket_request in a ClientHello (RFC 9149 §3): how many tickets the client wants.
 *
 * <pre>{@code
 * struct {
 *     uint8 new_session_count;
 *     uint8 resumption_count;
 * } ClientTicketRequest;
 * }</pre>
 *
 * @param newSessionCount for a full handshake, 0 to 255
 * @param resumptionCount for a resumed one, 0 to 255
 */
public record TicketRequestClientHello(int newSessionCount, int resumptionCount)
    implements Extension {
  public static TicketRequestClientHello decode(WireReader in) throws DecodeException {
    return new TicketRequestClientHello(
        in.uint8("new_session_count"), in.uint8("resumption_count"));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.TICKET_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("new_session_count", newSessionCount);
    out.uint8("resumption_count", resumptionCount);
  }
}
