package dev.clasp.tls.handshake.extension;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.wire.WireReader;
import dev.clasp.tls.protocol.wire.WireWriter;
import java.util.List;

/**
 * pre_shared_key in a ClientHello (RFC 9846 §4.3.11): offered keys and the proof of having them.
 *
 * <p>Always the last extension, so that the ClientHello without binders is a prefix of the message.
 *
 * <pre>{@code
 * opaque PskBinderEntry<32..255>;
 *
 * struct {
 *     PskIdentity identities<7..2^16-1>;
 *     PskBinderEntry binders<33..2^16-1>;
 * } OfferedPsks;
 * }</pre>
 *
 * @param binders one for each identity, in the same order; a different number decodes
 */
public record PreSharedKeyClientHello(List<PskIdentity> identities, List<Bytes> binders)
    implements Extension {
  public PreSharedKeyClientHello {
    identities = List.copyOf(identities);
    binders = List.copyOf(binders);
  }

  public static PreSharedKeyClientHello decode(WireReader in) throws DecodeException {
    return new PreSharedKeyClientHello(
        in.list16("identities", 7, 0xFFFF, PskIdentity::decode),
        in.list16("binders", 33, 0xFFFF, binder -> binder.opaque8("binder", 32, 0xFF)));
  }

  @Override
  public ExtensionType type() {
    return ExtensionType.PRE_SHARED_KEY;
  }

  @Override
  public void encodeTo(WireWriter out) {
    out.list16("identities", identities);
    out.vector16("binders", list -> binders.forEach(binder -> list.opaque8("binder", binder)));
  }

  /** How many bytes the binders take at the end of the message, their length included. */
  public int bindersLength() {
    return 2 + binders.stream().mapToInt(binder -> 1 + binder.size()).sum();
  }
}
