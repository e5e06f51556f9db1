package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/** extended_main_secret (RFC 7627 §5.1), for TLS 1.2; that RFC calls it extended_master_secret. */
public record ExtendedMainSecret() implements Extension {
  public static ExtendedMainSecret decode(WireReader in) {
    return new ExtendedMainSecret();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EXTENDED_MAIN_SECRET;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
