package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.handshake.extension.EncryptThenMac;
import dev.clasp.tls.handshake.extension.ExtendedMainSecret;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.Suite12;

/**
 * What both hellos of a TLS 1.2 connection settle.
 *
 * @param suite one of ours
 */
record Hellos12(ClientHello client, ServerHello server, Suite12 suite) {
  boolean extendedMainSecret() {
    return server.extensions().find(ExtendedMainSecret.class).isPresent();
  }

  boolean encryptThenMac() {
    return server.extensions().find(EncryptThenMac.class).isPresent();
  }
}
