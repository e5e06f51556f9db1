package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * supported_versions in a ServerHello and a HelloRetryRequest (RFC 9846 §4.3.1): the one in use.
 *
 * <pre>{@code
 * ProtocolVersion selected_version;
 * }</pre>
 */
public record SupportedVersionsServer(ProtocolVersion selectedVersion) implements Extension {
  public static SupportedVersionsServer decode(WireReader in) throws DecodeException {
    return new SupportedVersionsServer(new ProtocolVersion(in.uint16("selected_version")));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_VERSIONS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("selected_version", selectedVersion.value());
  }
}
