package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * post_handshake_auth (RFC 9846 §4.3.6): the client answers a CertificateRequest after the
 * handshake.
 */
public record PostHandshakeAuth() implements Extension {
  public static PostHandshakeAuth decode(WireReader in) {
    return new PostHandshakeAuth();
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.POST_HANDSHAKE_AUTH;
  }

  @Override
  public void encodeTo(WireWriter out) {}
}
