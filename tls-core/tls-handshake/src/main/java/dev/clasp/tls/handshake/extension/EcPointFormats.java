package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ec_point_formats (RFC 8422 §5.1.2), for TLS 1.2; TLS 1.3 has one format for each curve.
 *
 * <pre>{@code
 * enum {
 *     uncompressed(0),
 *     deprecated(1..247),
 *     reserved (248..255)
 * } ECPointFormat;
 *
 * struct {
 *     ECPointFormat ec_point_format_list<1..2^8-1>;
 * } ECPointFormatList;
 * }</pre>
 *
 * @param ecPointFormatList one byte for each format
 */
public record EcPointFormats(Bytes ecPointFormatList) implements Extension {
  public static final EcPointFormats UNCOMPRESSED = new EcPointFormats(Bytes.of(0));

  public static EcPointFormats decode(WireReader in) throws DecodeException {
    return new EcPointFormats(in.opaque8("ec_point_format_list", 1, 0xFF));
  }

  /** Whether uncompressed is among them, as it has to be (RFC 8422 §5.1.2, §5.2). */
  public boolean hasUncompressed() {
    for (int i = 0; i < ecPointFormatList.size(); i++) {
      if (ecPointFormatList.get(i) == 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.EC_POINT_FORMATS;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque8("ec_point_format_list", ecPointFormatList);
  }
}
