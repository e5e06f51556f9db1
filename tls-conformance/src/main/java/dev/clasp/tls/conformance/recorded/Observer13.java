package dev.clasp.tls.conformance.recorded;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.codec.HandshakeCodecs;
import dev.clasp.tls.handshake.codec.HandshakeDeframer;
import dev.clasp.tls.handshake.codec.HandshakeFrame;
import dev.clasp.tls.handshake.extension.KeyShareClientHello;
import dev.clasp.tls.handshake.extension.KeyShareEntry;
import dev.clasp.tls.handshake.extension.KeyShareServerHello;
import dev.clasp.tls.handshake.extension.PreSharedKeyServerHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.Finished;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.KeyUpdate;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.ApplicationTrafficSecret;
import dev.clasp.tls.handshake.schedule.HandshakeKeys;
import dev.clasp.tls.handshake.schedule.HandshakeTrafficSecret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.ContentType;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import dev.clasp.tls.record.Fragment;
import dev.clasp.tls.record.ReadHalf;
import dev.clasp.tls.record.ReadOutcome;
import dev.clasp.tls.record.RecordLimits;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The same as {@link Observer12} for TLS 1.3, as far as the key shares tell the keys: a resumed
 * session is read up to its ServerHello.
 */
final class Observer13 {
  private final CryptoProvider crypto;
  private final Checks checks;
  private final FlowKeys keys;
  private final Map<Sender, ReadHalf> halves = new EnumMap<>(Sender.class);
  private final Map<Sender, HandshakeDeframer> deframers = new EnumMap<>(Sender.class);
  private final Map<Sender, ApplicationTrafficSecret> application = new EnumMap<>(Sender.class);

  private int count;
  private int opened;
  private boolean unreadable;
  private Optional<ClientHello> clientHello = Optional.empty();
  private Bytes framedClientHello = Bytes.empty();
  private Optional<Suite13> suite = Optional.empty();
  private Optional<Transcript> transcript = Optional.empty();
  private Optional<HandshakeKeys> handshakeKeys = Optional.empty();

  Observer13(CryptoProvider crypto, Checks checks, FlowKeys keys) {
    this.crypto = crypto;
    this.checks = checks;
    this.keys = keys;
    for (Sender sender : Sender.values()) {
      halves.put(sender, new ReadHalf(crypto));
      deframers.put(sender, new HandshakeDeframer());
    }
  }

  void read(SentRecord record) throws TlsException {
    if (unreadable) {
      return;
    }
    ByteBuffer plaintext = ByteBuffer.allocate(RecordLimits.MAX_PLAINTEXT);
    ReadOutcome outcome = half(record.sender()).open(record.bytes().asByteBuffer(), plaintext);
    if (!(outcome instanceof Fragment fragment)) {
      opened++;
      return;
    }
    if (fragment.wasProtected()) {
      opened++;
    }
    if (fragment.type() == ContentType.HANDSHAKE) {
      HandshakeDeframer deframer = deframer(record.sender());
      deframer.add(fragment.content());
      for (Optional<HandshakeFrame> frame = deframer.poll();
          frame.isPresent();
          frame = deframer.poll()) {
        take(record.sender(), frame.get());
      }
    }
  }

  boolean isUnreadable() {
    return unreadable;
  }

  /** How many records were opened with keys. */
  int opened() {
    return opened;
  }

  private void take(Sender sender, HandshakeFrame frame) throws TlsException {
    count++;
    HandshakeMessage message = HandshakeCodecs.TLS13.decode(frame);
    checks.add(
        "message %d: %s %s".formatted(count, sender, frame.type()),
        () -> Checks.difference(frame.raw(), message.framed()));
    if (message instanceof ClientHello hello) {
      clientHello = Optional.of(hello);
      framedClientHello = frame.raw();
      transcript = transcript.map(before -> before.plus(frame.raw())); // behind a HelloRetryRequest
    } else if (message instanceof ServerHello hello) {
      answer(hello, frame.raw());
    } else if (message instanceof Finished finished) {
      finish(sender, finished, frame.raw());
    } else if (message instanceof KeyUpdate) {
      ApplicationTrafficSecret next =
          application.computeIfPresent(sender, (key, secret) -> secret.next());
      half(sender).changeKeys(next.epoch(suite.orElseThrow()));
    } else if (frame.type() != HandshakeType.NEW_SESSION_TICKET) {
      // A ticket may come before the client's Finished, which does not cover it.
      transcript = transcript.map(before -> before.plus(frame.raw()));
    }
  }

  private void answer(ServerHello hello, Bytes framed) {
    Suite13 chosen = Suite13.of(hello.cipherSuite()).orElseThrow();
    suite = Optional.of(chosen);
    Transcript before =
        transcript.orElseGet(
            () -> Transcript.empty(crypto.hashes(), chosen.hash()).plus(framedClientHello));
    if (hello.isHelloRetryRequest()) {
      transcript = Optional.of(before.withMessageHash().plus(framed));
      return;
    }
    Transcript through = before.plus(framed);
    transcript = Optional.of(through);
    Optional<Secret> shared = sharedSecret(hello);
    if (shared.isEmpty()) {
      unreadable = true;
      return;
    }
    KeySchedule schedule =
        new KeySchedule(
            crypto.hashes(), chosen.hash(), KeyLog.NONE, clientHello.orElseThrow().random());
    HandshakeKeys derived = HandshakeKeys.derive(schedule, shared.get(), through);
    handshakeKeys = Optional.of(derived);
    half(Sender.CLIENT).changeKeys(derived.client().epoch(chosen));
    half(Sender.SERVER).changeKeys(derived.server().epoch(chosen));
  }

  private Optional<Secret> sharedSecret(ServerHello hello) {
    Optional<KeyShareServerHello> answer = hello.extensions().find(KeyShareServerHello.class);
    if (answer.isEmpty() || hello.extensions().find(PreSharedKeyServerHello.class).isPresent()) {
      return Optional.empty();
    }
    KeyShareEntry servers = answer.get().serverShare();
    return clientHello
        .flatMap(client -> client.extensions().find(KeyShareClientHello.class))
        .flatMap(
            offer ->
                offer.clientShares().stream()
                    .filter(entry -> entry.group().equals(servers.group()))
                    .findFirst())
        .flatMap(
            clients -> keys.agree(servers.group(), clients.keyExchange(), servers.keyExchange()));
  }

  private void finish(Sender sender, Finished finished, Bytes framed) {
    HandshakeKeys derived = handshakeKeys.orElseThrow();
    Transcript before = transcript.orElseThrow();
    HandshakeTrafficSecret base = sender == Sender.CLIENT ? derived.client() : derived.server();
    Bytes expected = base.verifyData(before);
    checks.add(
        "verify_data: %s, message %d".formatted(sender, count),
        () -> Checks.difference(finished.verifyData(), expected));
    Transcript through = before.plus(framed);
    transcript = Optional.of(through);
    if (sender == Sender.SERVER) {
      application.put(Sender.SERVER, derived.main().serverTraffic(through));
      application.put(Sender.CLIENT, derived.main().clientTraffic(through));
    }
    ApplicationTrafficSecret next = application.get(sender);
    if (next != null) {
      half(sender).changeKeys(next.epoch(suite.orElseThrow()));
    }
  }

  private ReadHalf half(Sender sender) {
    return halves.computeIfAbsent(sender, absent -> new ReadHalf(crypto));
  }

  private HandshakeDeframer deframer(Sender sender) {
    return deframers.computeIfAbsent(sender, absent -> new HandshakeDeframer());
  }
}
