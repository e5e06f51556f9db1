package dev.clasp.tls.protocol.wire;

import dev.clasp.tls.crypto.Bytes;

/** A value that can write itself in the presentation language. */
public interface Encodable {
  void encodeTo(WireWriter out);

  /** The whole encoding. */
  default Bytes encoded() {
    WireWriter out = new WireWriter();
    encodeTo(out);
    return out.toBytes();
  }
}
