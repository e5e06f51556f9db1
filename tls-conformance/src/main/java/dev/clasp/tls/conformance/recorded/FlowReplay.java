package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Check;
import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.SupportedVersionsServer;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.RecordHeader;
import java.util.List;
import java.util.Optional;

/**
 * Follows one recording of Go's tests, in TLS 1.2 or 1.3.
 *
 * @param checks of messages and of Finished
 * @param opened records that were opened with keys
 * @param keysKnown whether all that was protected could be read
 */
public record FlowReplay(List<Check> checks, int opened, boolean keysKnown) {
  /** The beginning of the names of those where Go is the client. */
  private static final String CLIENT = "Client-";

  /**
   * @param name of the file
   * @param text the file
   * @throws IllegalArgumentException when the file is not one of these
   */
  public static FlowReplay of(CryptoProvider crypto, String name, String text) {
    List<SentRecord> records = FlowFile.parse(text);
    FlowKeys keys = new FlowKeys(name.startsWith(CLIENT));
    Checks checks = new Checks(name);
    try {
      return isTls13(records)
          ? tls13(crypto, keys, checks, records)
          : tls12(crypto, keys, checks, records);
    } catch (TlsException e) {
      checks.failed("replay to the end", e);
      return new FlowReplay(checks.all(), 0, false);
    }
  }

  private static FlowReplay tls12(
      CryptoProvider crypto, FlowKeys keys, Checks checks, List<SentRecord> records)
      throws TlsException {
    Observer12 observer = new Observer12(crypto, checks, keys);
    for (SentRecord record : records) {
      observer.read(record);
    }
    return new FlowReplay(checks.all(), observer.opened().size(), !observer.isUnreadable());
  }

  private static FlowReplay tls13(
      CryptoProvider crypto, FlowKeys keys, Checks checks, List<SentRecord> records)
      throws TlsException {
    Observer13 observer = new Observer13(crypto, checks, keys);
    for (SentRecord record : records) {
      observer.read(record);
    }
    return new FlowReplay(checks.all(), observer.opened(), !observer.isUnreadable());
  }

  /** Whether the first ServerHello chose TLS 1.3. */
  private static boolean isTls13(List<SentRecord> records) throws TlsException {
    HandshakeDeframer deframer = new HandshakeDeframer();
    for (SentRecord record : records) {
      boolean isHandshake = record.type() == 22 && record.sender() == Sender.SERVER;
      if (isHandshake) {
        deframer.add(record.bytes().slice(RecordHeader.LENGTH, record.bytes().size()));
        Optional<HandshakeFrame> frame = deframer.poll();
        if (frame.isPresent()) {
          return frame.get().type() == HandshakeType.SERVER_HELLO
              && ((ServerHello) HandshakeCodecs.HELLO.decode(frame.get()))
                  .extensions()
                  .find(SupportedVersionsServer.class)
                  .isPresent();
        }
      }
    }
    return false;
  }
}
