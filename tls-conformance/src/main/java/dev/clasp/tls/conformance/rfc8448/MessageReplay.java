package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.protocol.TlsException;
import java.util.List;

/** Every handshake message: decoded, encoded again, compared. */
final class MessageReplay {
  private MessageReplay() {}

  static void of(Trace trace, Checks checks) {
    List<Trace.Message> messages = trace.messages();
    for (int i = 0; i < messages.size(); i++) {
      Trace.Message message = messages.get(i);
      checks.add(
          "message %d: %s".formatted(i + 1, message.type()),
          () -> Checks.difference(message.bytes(), decode(message.bytes()).framed()));
    }
  }

  static HandshakeMessage decode(Bytes framed) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    deframer.add(framed);
    HandshakeFrame frame = deframer.poll().orElseThrow();
    return HandshakeCodecs.TLS13.decode(frame);
  }
}
