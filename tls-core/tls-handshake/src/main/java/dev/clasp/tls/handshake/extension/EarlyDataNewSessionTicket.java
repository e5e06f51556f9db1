package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * early_data in a NewSessionTicket (RFC 9846 §4.3.10, §4.7.1): the ticket may carry 0-RTT data.
 *
 * <pre>{@code
 * uint32 max_early_data_size;
 * }</pre>
 *
 * @param maxEarlyDataSize bytes of application data, unsigned
 */
public record EarlyDataNewSessionTicket(long maxEarlyDataSize) implements Extension {
  public static EarlyDataNewSessionTicket decode(WireReader in) throws DecodeException {
    return new EarlyDataNewSessionTicket(in.uint32("max_early_data_size"));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EARLY_DATA;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint32("max_early_data_size", maxEarlyDataSize);
  }
}
