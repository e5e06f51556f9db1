package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;

/**
 * pre_shared_key in a ServerHello (RFC 9846 §4.3.11): which of the offered keys is used.
 *
 * <pre>{@code
 * uint16 selected_identity;
 * }</pre>
 *
 * @param selectedIdentity index into the identities of the ClientHello, from 0
 */
public record PreSharedKeyServerHello(int selectedIdentity) implements Extension {
  public static PreSharedKeyServerHello decode(WireReader in) throws DecodeException {
    return new PreSharedKeyServerHello(in.uint16("selected_identity"));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PRE_SHARED_KEY;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.uint16("selected_identity", selectedIdentity);
  }
}
