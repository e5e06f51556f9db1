package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/** encrypt_then_mac (RFC 7366 §2), for CBC suites of TLS 1.2. */
public record EncryptThenMac() implements Extension {
  public static EncryptThenMac decode(WireReader in) {
    return new EncryptThenMac();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.ENCRYPT_THEN_MAC;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
