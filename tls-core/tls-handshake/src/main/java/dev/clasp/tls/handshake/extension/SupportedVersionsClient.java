package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.ProtocolVersion;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * supported_versions in a ClientHello (RFC 9846 §4.3.1): most preferred first.
 *
 * <pre>{@code
 * ProtocolVersion versions<2..254>;
 * }</pre>
 */
public record SupportedVersionsClient(List<ProtocolVersion> versions) implements Extension {
  public SupportedVersionsClient {
    versions = List.copyOf(versions);
  }

  public static SupportedVersionsClient decode(WireReader in) throws DecodeException {
    return new SupportedVersionsClient(
        in.list8("versions", 2, 254, version -> new ProtocolVersion(version.uint16("version"))));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.SUPPORTED_VERSIONS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector8(
        "versions", list -> versions.forEach(version -> list.uint16("version", version.value())));
  }
}
