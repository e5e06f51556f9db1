package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.KeyBlock12;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Follows both directions of a TLS 1.2 connection from outside, with the keys of whoever knows
 * them. Mutable, for one connection; renegotiation starts it over under the old keys.
 *
 * <p>Every message is decoded, encoded again and compared; every Finished is computed.
 */
final class Observer12 {
  /** Knows the main secret, or not. */
  interface Keys {
    /**
     * Asked once a handshake, when the first change_cipher_spec has come.
     *
     * @param seen everything up to there
     */
    Optional<Secret> mainSecret(Observer12 seen) throws TlsException;
  }

  /** A record that was opened with keys. */
  record Opened(SentRecord record, ContentType type, Bytes content) {}

  private final CryptoProvider crypto;
  private final Checks checks;
  private final Keys keys;
  private final Map<Sender, ReadHalf> halves = new EnumMap<>(Sender.class);
  private final Map<Sender, HandshakeDeframer> deframers = new EnumMap<>(Sender.class);
  private final Map<Sender, Bytes> applicationData = new EnumMap<>(Sender.class);
  private final Map<Sender, Transcript> beforeFinished = new EnumMap<>(Sender.class);
  private final Set<Sender> unreadable = EnumSet.noneOf(Sender.class);
  private final List<Opened> opened = new ArrayList<>();
  private final List<HandshakeMessage> messages = new ArrayList<>();

  private int count;
  private Optional<ClientHello> clientHello = Optional.empty();
  private Bytes framedClientHello = Bytes.empty();
  private Optional<Hellos12> hellos = Optional.empty();
  private Optional<Transcript> transcript = Optional.empty();
  private Optional<Transcript> throughClientKeyExchange = Optional.empty();
  private Optional<Secret> mainSecret = Optional.empty();
  private Optional<KeyBlock12> keyBlock = Optional.empty();

  Observer12(CryptoProvider crypto, Checks checks, Keys keys) {
    this.crypto = crypto;
    this.checks = checks;
    this.keys = keys;
    for (Sender sender : Sender.values()) {
      halves.put(sender, new ReadHalf(crypto));
      deframers.put(sender, new HandshakeDeframer());
      applicationData.put(sender, Bytes.empty());
    }
  }

  void read(SentRecord record) throws TlsException {
    Sender sender = record.sender();
    if (unreadable.contains(sender)) {
      return;
    }
    ReadHalf half = half(sender);
    boolean isProtected = half.isProtected();
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = half.open(record.bytes().asByteBuffer(), plaintext);
    if (!(outcome instanceof Fragment fragment)) {
      Bytes content = Bytes.copyOf(plaintext.flip());
      applicationData.merge(sender, content, Bytes::plus);
      opened.add(new Opened(record, ContentType.APPLICATION_DATA, content));
      return;
    }
    if (isProtected) {
      opened.add(new Opened(record, fragment.type(), fragment.content()));
    }
    if (fragment.type() == ContentType.CHANGE_CIPHER_SPEC) {
      changeKeys(sender);
    } else if (fragment.type() == ContentType.HANDSHAKE) {
      HandshakeDeframer deframer = deframer(sender);
      deframer.add(fragment.content());
      for (Optional<HandshakeFrame> frame = deframer.poll();
          frame.isPresent();
          frame = deframer.poll()) {
        take(sender, frame.get());
      }
    }
  }

  /** Of the last handshake. */
  Hellos12 hellos() {
    return hellos.orElseThrow(() -> new IllegalStateException("no ServerHello with a known suite"));
  }

  /** Of the last handshake, in order. */
  List<HandshakeMessage> messages() {
    return List.copyOf(messages);
  }

  <T extends HandshakeMessage> Optional<T> find(Class<T> type) {
    return messages.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  Optional<Transcript> throughClientKeyExchange() {
    return throughClientKeyExchange;
  }

  /** What the sender's Finished covers; empty while there was none. */
  Optional<Transcript> beforeFinished(Sender sender) {
    return Optional.ofNullable(beforeFinished.get(sender));
  }

  KeyBlock12 keyBlock() {
    return keyBlock.orElseThrow(() -> new IllegalStateException("keys never changed"));
  }

  List<Opened> opened() {
    return List.copyOf(opened);
  }

  Bytes applicationData(Sender sender) {
    return applicationData.getOrDefault(sender, Bytes.empty());
  }

  /** Whether someone sent records under keys that are not known. */
  boolean isUnreadable() {
    return !unreadable.isEmpty();
  }

  /** The schedule of the last handshake. */
  KeySchedule12 schedule() {
    Hellos12 both = hellos();
    return new KeySchedule12(
        crypto.hashes(), both.suite(), KeyLog.NONE, both.client().random(), both.server().random());
  }

  private void changeKeys(Sender sender) throws TlsException {
    if (mainSecret.isEmpty()) {
      mainSecret = hellos.isPresent() ? keys.mainSecret(this) : Optional.empty();
    }
    if (mainSecret.isEmpty()) {
      unreadable.add(sender);
      return;
    }
    // Which kind of handshake it was does not matter to the key block.
    MainSecret12 main = schedule().resumed(mainSecret.get(), hellos().extendedMainSecret());
    KeyBlock12 block = main.keyBlock(hellos().encryptThenMac());
    keyBlock = Optional.of(block);
    half(sender).changeKeys(epoch(block, sender));
  }

  static Epoch12 epoch(KeyBlock12 block, Sender sender) {
    return switch (sender) {
      case CLIENT -> block.client();
      case SERVER -> block.server();
    };
  }

  private void take(Sender sender, HandshakeFrame frame) throws TlsException {
    count++;
    HandshakeMessage message = HandshakeCodecs.TLS12.decode(frame);
    checks.add(
        "message %d: %s %s".formatted(count, sender, frame.type()),
        () -> Checks.difference(frame.raw(), message.framed()));
    if (message instanceof ClientHello hello) {
      begin(hello, frame.raw());
    } else if (message instanceof ServerHello hello) {
      answer(hello, frame.raw());
    } else if (frame.type() != HandshakeType.HELLO_REQUEST) { // which no Finished covers
      messages.add(message);
      if (message instanceof Finished finished) {
        check(sender, finished);
      }
      transcript = transcript.map(before -> before.plus(frame.raw()));
      if (frame.type() == HandshakeType.CLIENT_KEY_EXCHANGE) {
        throughClientKeyExchange = transcript;
      }
    }
  }

  private void begin(ClientHello hello, Bytes framed) {
    messages.clear();
    messages.add(hello);
    clientHello = Optional.of(hello);
    framedClientHello = framed;
    hellos = Optional.empty();
    transcript = Optional.empty();
    throughClientKeyExchange = Optional.empty();
    mainSecret = Optional.empty();
  }

  private void answer(ServerHello hello, Bytes framed) {
    messages.add(hello);
    Optional<Suite12> suite = Suite12.of(hello.cipherSuite());
    if (suite.isPresent() && clientHello.isPresent()) {
      hellos = Optional.of(new Hellos12(clientHello.get(), hello, suite.get()));
      transcript =
          Optional.of(
              Transcript.empty(crypto.hashes(), suite.get().hash())
                  .plus(framedClientHello)
                  .plus(framed));
    }
  }

  private void check(Sender sender, Finished finished) {
    Transcript covered = transcript.orElseThrow();
    beforeFinished.put(sender, covered);
    Tls12Prf prf = new Tls12Prf(crypto.hashes(), hellos().suite().hash());
    Bytes expected =
        prf.derivePublic(
            mainSecret.orElseThrow(),
            sender + " finished",
            covered.hash(),
            MainSecret12.VERIFY_DATA_LENGTH);
    checks.add(
        "verify_data: %s, message %d".formatted(sender, count),
        () -> Checks.difference(finished.verifyData(), expected));
  }

  private ReadHalf half(Sender sender) {
    return halves.computeIfAbsent(sender, absent -> new ReadHalf(crypto));
  }

  private HandshakeDeframer deframer(Sender sender) {
    return deframers.computeIfAbsent(sender, absent -> new HandshakeDeframer());
  }
}
