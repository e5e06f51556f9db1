package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/** signed_certificate_timestamp without content (RFC 6962 §3.3.1): the sender wants timestamps. */
public record SignedCertificateTimestampRequest() implements Extension {
  public static SignedCertificateTimestampRequest decode(WireReader in) {
    return new SignedCertificateTimestampRequest();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SIGNED_CERTIFICATE_TIMESTAMP;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
