package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * status_request without content: in a CertificateRequest the server wants an OCSP response for the
 * client's certificate (RFC 9846 §4.5.1.1); in a ServerHello of TLS 1.2 a CertificateStatus message
 * will follow (RFC 6066 §8).
 */
public record StatusRequestEmpty() implements Extension {
  public static StatusRequestEmpty decode(WireReader in) {
    return new StatusRequestEmpty();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
