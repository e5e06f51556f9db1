package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * psk_key_exchange_modes (RFC 9846 §4.3.9): how the client is willing to use pre-shared keys.
 *
 * <pre>{@code
 * enum { psk_ke(0), psk_dhe_ke(1), (255) } PskKeyExchangeMode;
 *
 * struct {
 *     PskKeyExchangeMode ke_modes<1..255>;
 * } PskKeyExchangeModes;
 * }</pre>
 *
 * @param keModes code points, 0 to 255 each; unknown ones are kept and mean nothing
 */
public record PskKeyExchangeModes(List<Integer> keModes) implements Extension {
  public static final int PSK_KE = 0;
  public static final int PSK_DHE_KE = 1;

  public PskKeyExchangeModes {
    keModes = List.copyOf(keModes);
  }

  public static PskKeyExchangeModes decode(WireReader in) throws DecodeException {
    return new PskKeyExchangeModes(in.list8("ke_modes", 1, 255, mode -> mode.uint8("ke_mode")));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PSK_KEY_EXCHANGE_MODES;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.vector8("ke_modes", list -> keModes.forEach(mode -> list.uint8("ke_mode", mode)));
  }
}
