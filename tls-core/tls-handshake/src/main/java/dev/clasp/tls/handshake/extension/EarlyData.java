package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * early_data in a ClientHello (0-RTT data follows) and in EncryptedExtensions (it was accepted)
 * (RFC 9846 §4.3.10).
 */
public record EarlyData() implements Extension {
  public static EarlyData decode(WireReader in) {
    return new EarlyData();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EARLY_DATA;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
