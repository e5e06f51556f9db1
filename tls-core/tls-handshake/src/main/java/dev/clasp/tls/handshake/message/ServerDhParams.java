package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ServerDHParams (RFC 5246 §7.4.3): a finite-field group, spelled out, and the server's public
 * value in it.
 *
 * <pre>{@code
 * struct {
 *     opaque dh_p<1..2^16-1>;
 *     opaque dh_g<1..2^16-1>;
 *     opaque dh_Ys<1..2^16-1>;
 * } ServerDHParams;
 * }</pre>
 *
 * @param dhP the prime, big-endian
 * @param dhG the generator
 * @param dhYs g^X mod p
 */
public record ServerDhParams(Bytes dhP, Bytes dhG, Bytes dhYs) implements ServerParams {
  public static ServerDhParams decode(WireReader in) throws DecodeException {
    return new ServerDhParams(
        in.opaque16("dh_p", 1, 0xFFFF),
        in.opaque16("dh_g", 1, 0xFFFF),
        in.opaque16("dh_Ys", 1, 0xFFFF));
  }

  @Override
  public Bytes publicValue() {
    return dhYs;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.opaque16("dh_p", dhP);
    out.opaque16("dh_g", dhG);
    out.opaque16("dh_Ys", dhYs);
  }
}
