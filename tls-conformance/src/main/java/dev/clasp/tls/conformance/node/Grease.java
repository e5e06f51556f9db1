package dev.clasp.tls.conformance.node;

import dev.clasp.tls.conformance.peer.Peer;
import dev.clasp.tls.conformance.peer.TransportSchedule;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.extension.Extension;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.extension.UnknownExtension;
import dev.clasp.tls.protocol.CipherSuite;
import dev.clasp.tls.protocol.ExtensionType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reserved values that the other side has to ignore (RFC 8701), where the schedule asks for them.
 */
final class Grease {
  static final CipherSuite SUITE = new CipherSuite(0x1A1A);
  private static final ExtensionType EXTENSION = new ExtensionType(0x2A2A);

  private Grease() {}

  static boolean isOn(Peer peer) {
    return peer.setup().schedule() == TransportSchedule.GREASE;
  }

  /**
   * The block with one extension more, in front: pre_shared_key has to stay the last. One that is
   * there already is not repeated (RFC 9846 §4.3).
   */
  static Extensions in(Extensions block, Peer peer) {
    if (!isOn(peer) || block.contains(EXTENSION)) {
      return block;
    }
    List<Extension> more = new ArrayList<>();
    more.add(new UnknownExtension(EXTENSION, Bytes.empty()));
    more.addAll(block.list());
    return Extensions.of(more);
  }
}
