package dev.clasp.tls.handshake.message;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * ServerECDHParams (RFC 8422 §5.4): a named curve and the server's point on it.
 *
 * <pre>{@code
 * enum {
 *     deprecated (1..2), named_curve (3), reserved(248..255)
 * } ECCurveType;
 *
 * struct {
 *     ECCurveType curve_type;
 *     select (curve_type) {
 *         case named_curve:
 *             NamedCurve namedcurve;
 *     };
 * } ECParameters;
 *
 * struct {
 *     opaque point <1..2^8-1>;
 * } ECPoint;
 *
 * struct {
 *     ECParameters curve_params;
 *     ECPoint      public;
 * } ServerECDHParams;
 * }</pre>
 *
 * @param namedCurve of any kind: whether we offered it is not the grammar's to say
 * @param point as the curve encodes it
 */
public record ServerEcdhParams(NamedGroup namedCurve, Bytes point) implements ServerParams {
  private static final int NAMED_CURVE = 3;

  /**
   * @throws DecodeException {@code illegal_parameter} for a curve that is spelled out: named_curve
   *     "is now the only remaining format" (RFC 8422 §5.4), which names no alert
   */
  public static ServerEcdhParams decode(WireReader in) throws DecodeException {
    int curveType = in.uint8("curve_type");
    if (curveType != NAMED_CURVE) {
      throw in.failure(
          AlertDescription.ILLEGAL_PARAMETER,
          "curve_type %d, expected named_curve (3)".formatted(curveType),
          Rfc.rfc(8422, "5.4"));
    }
    return new ServerEcdhParams(
        new NamedGroup(in.uint16("namedcurve")), in.opaque8("public", 1, 0xFF));
  }

  @Override
  public Bytes publicValue() {
    return point;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("curve_type", NAMED_CURVE);
    out.uint16("namedcurve", namedCurve.value());
    out.opaque8("public", point);
  }
}
