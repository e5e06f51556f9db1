package dev.clasp.tls.handshake.message;

import dev.clasp.tls.protocol.AlertDescription;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Rfc;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * KeyUpdate (RFC 9846 §4.7.3): the sender uses new keys behind this message.
 *
 * <pre>{@code
 * enum {
 *     update_not_requested(0), update_requested(1), (255)
 * } KeyUpdateRequest;
 *
 * struct {
 *     KeyUpdateRequest request_update;
 * } KeyUpdate;
 * }</pre>
 *
 * @param requestUpdate 0 to 255; only {@link #UPDATE_NOT_REQUESTED} and {@link #UPDATE_REQUESTED}
 *     decode
 */
public record KeyUpdate(int requestUpdate) implements HandshakeMessage {
  public static final int UPDATE_NOT_REQUESTED = 0;
  public static final int UPDATE_REQUESTED = 1;

  public static KeyUpdate decode(WireReader in) throws DecodeException {
    int requestUpdate = in.uint8("request_update");
    if (requestUpdate != UPDATE_NOT_REQUESTED && requestUpdate != UPDATE_REQUESTED) {
      throw in.failure(
          AlertDescription.ILLEGAL_PARAMETER,
          "request_update %d, expected 0 or 1".formatted(requestUpdate),
          Rfc.rfc9846("4.7.3", 4));
    }
    return new KeyUpdate(requestUpdate);
  }

  @Override
  public HandshakeType type() {
    return HandshakeType.KEY_UPDATE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint8("request_update", requestUpdate);
  }

  public boolean updateRequested() {
    return requestUpdate == UPDATE_REQUESTED;
  }
}
