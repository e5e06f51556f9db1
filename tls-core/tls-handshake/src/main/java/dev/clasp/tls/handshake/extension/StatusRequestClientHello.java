package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * status_request of type ocsp in a ClientHello (RFC 6066 §8): the client wants an OCSP response
 * stapled.
 *
 * <p>A request of another type stays an {@link UnknownExtension}: its content is not defined.
 *
 * <pre>{@code
 * struct {
 *     CertificateStatusType status_type;
 *     select (status_type) {
 *         case ocsp: OCSPStatusRequest;
 *     } request;
 * } CertificateStatusRequest;
 *
 * struct {
 *     ResponderID responder_id_list<0..2^16-1>;
 *     Extensions  request_extensions;
 * } OCSPStatusRequest;
 *
 * opaque ResponderID<1..2^16-1>;
 * opaque Extensions<0..2^16-1>;
 * }</pre>
 *
 * @param responderIdList DER of each trusted responder; empty for "known by prior arrangement"
 * @param requestExtensions DER; empty for none
 */
public record StatusRequestClientHello(List<Bytes> responderIdList, Bytes requestExtensions)
    implements Extension {
  static final int OCSP = 1;

  public StatusRequestClientHello {
    responderIdList = List.copyOf(responderIdList);
  }

  /** What clients send in practice: any responder, no extensions. */
  public static StatusRequestClientHello anyResponder() {
    return new StatusRequestClientHello(List.of(), Bytes.empty());
  }

  /** A {@code StatusRequestClientHello}, or the content as it came for a type we do not know. */
  public static Extension decode(WireReader in) throws DecodeException {
    int statusType = in.uint8("status_type");
    if (statusType != OCSP) {
      Bytes body = Bytes.of(statusType).plus(in.rest());
      return new UnknownExtension(ExtensionType.STATUS_REQUEST, body);
    }
    return new StatusRequestClientHello(
        in.list16("responder_id_list", 0, 0xFFFF, id -> id.opaque16("responder_id", 1, 0xFFFF)),
        in.opaque16("request_extensions", 0, 0xFFFF));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.STATUS_REQUEST;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("status_type", OCSP);
    out.vector16(
        "responder_id_list",
        ids -> responderIdList.forEach(id -> ids.opaque16("responder_id", id)));
    out.opaque16("request_extensions", requestExtensions);
  }
}
