package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;
import java.util.Optional;

/**
 * key_share in a ClientHello (RFC 9846 §4.3.8): public values, most preferred group first; empty to
 * ask for a HelloRetryRequest.
 *
 * <p>Two shares of one group decode: servers "MAY check", which is for the state to do.
 *
 * <pre>{@code
 * struct {
 *     KeyShareEntry client_shares<0..2^16-1>;
 * } KeyShareClientHello;
 * }</pre>
 */
public record KeyShareClientHello(List<KeyShareEntry> clientShares) implements Extension {
  public KeyShareClientHello {
    clientShares = List.copyOf(clientShares);
  }

  public static KeyShareClientHello decode(WireReader in) throws DecodeException {
    return new KeyShareClientHello(in.list16("client_shares", 0, 0xFFFF, KeyShareEntry::decode));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.KEY_SHARE;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.list16("client_shares", clientShares);
  }

  /** The first share of the group. */
  public Optional<KeyShareEntry> find(NamedGroup group) {
    return clientShares.stream().filter(share -> share.group().equals(group)).findFirst();
  }
}
