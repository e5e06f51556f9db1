package dev.clasp.tls.conformance.rfc8448;

import dev.clasp.tls.conformance.comparison.Checks;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.PreSharedKeyClientHello;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.EarlySecret;
import dev.clasp.tls.handshake.schedule.HandshakeSecret;
import dev.clasp.tls.handshake.schedule.HandshakeTrafficSecret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.schedule.MainSecret;
import dev.clasp.tls.handshake.schedule.ResumptionSecret;
import dev.clasp.tls.handshake.schedule.TrafficSecret;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.Random;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.protocol.TlsException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;

/**
 * The key schedule of one handshake, driven by its messages as the states drive it.
 *
 * <p>Takes from the trace only messages, PSK and shared secret; every other value is computed and
 * compared.
 */
final class ScheduleReplay {
  /** What a key log calls a secret, and what RFC 8448 does. */
  private static final Map<KeyLog.Label, String> NAMES =
      Map.of(
          KeyLog.Label.CLIENT_EARLY_TRAFFIC_SECRET, "c e traffic",
          KeyLog.Label.EARLY_EXPORTER_SECRET, "e exp master",
          KeyLog.Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET, "c hs traffic",
          KeyLog.Label.SERVER_HANDSHAKE_TRAFFIC_SECRET, "s hs traffic",
          KeyLog.Label.CLIENT_TRAFFIC_SECRET_0, "c ap traffic",
          KeyLog.Label.SERVER_TRAFFIC_SECRET_0, "s ap traffic",
          KeyLog.Label.EXPORTER_SECRET, "exp master");

  private final CryptoProvider crypto;
  private final Trace trace;
  private final Suite13 suite;
  private final Checks checks;
  private final TrafficKeys keys = new TrafficKeys();
  private final Iterator<Trace.Message> messages;

  ScheduleReplay(CryptoProvider crypto, Trace trace, Checks checks) {
    this.crypto = crypto;
    this.trace = trace;
    this.suite = trace.suite();
    this.checks = checks;
    this.messages = trace.messages().iterator();
  }

  /** The keys of every record, derived on the way. */
  TrafficKeys replay() throws TlsException {
    Trace.Message first = messages.next();
    ClientHello hello = (ClientHello) MessageReplay.decode(first.bytes());
    KeySchedule schedule =
        new KeySchedule(crypto.hashes(), suite.hash(), this::compareLogged, hello.random());
    EarlySecret early =
        trace
            .psk()
            .map(psk -> schedule.early(Secret.copyOf(psk)))
            .orElseGet(schedule::earlyWithoutPsk);
    Transcript empty = Transcript.empty(crypto.hashes(), suite.hash());
    Transcript clientHello = empty.plus(first.bytes());
    if (hello.extensions().find(PreSharedKeyClientHello.class).isPresent()) {
      psk(early, empty.hashWith(hello.withoutBinders(first.bytes())), clientHello);
    }

    Transcript serverHello = serverHello(clientHello);
    HandshakeSecret handshake = early.toHandshake(secret("handshake secret", "ikm"));
    HandshakeTrafficSecret client = handshake.clientTraffic(serverHello);
    HandshakeTrafficSecret server = handshake.serverTraffic(serverHello);
    use(Trace.Side.CLIENT, client);
    use(Trace.Side.SERVER, server);

    MainSecret main = handshake.toMain();
    Transcript serverFinished = finished("server finished", server, serverHello);
    use(Trace.Side.CLIENT, main.clientTraffic(serverFinished));
    use(Trace.Side.SERVER, main.serverTraffic(serverFinished));
    main.exporter(serverFinished);

    Transcript clientFinished = finished("client finished", client, serverFinished);
    tickets(main.resumption(clientFinished));
    return keys;
  }

  private void psk(EarlySecret early, Bytes truncatedHash, Transcript clientHello) {
    checks.add(
        "schedule: psk binder",
        () ->
            Checks.difference(
                trace.derivation("psk binder").value("binder"),
                early.binder(EarlySecret.PskKind.RESUMPTION, truncatedHash)));
    use(Trace.Side.CLIENT, early.clientEarlyTraffic(clientHello));
    early.earlyExporter(clientHello);
  }

  /** Through the ServerHello, a HelloRetryRequest and its second ClientHello included. */
  private Transcript serverHello(Transcript clientHello) throws TlsException {
    Bytes answer = messages.next().bytes();
    if (!((ServerHello) MessageReplay.decode(answer)).isHelloRetryRequest()) {
      return clientHello.plus(answer);
    }
    return clientHello
        .withMessageHash()
        .plus(answer)
        .plus(messages.next().bytes())
        .plus(messages.next().bytes());
  }

  /** Through the next Finished, whose content is checked on the way. */
  private Transcript finished(String name, HandshakeTrafficSecret base, Transcript before) {
    Transcript transcript = before;
    Trace.Message previous = messages.next();
    Trace.Message message = previous;
    while (message.type() != HandshakeType.FINISHED) {
      if (message.type() == HandshakeType.CERTIFICATE_VERIFY) {
        signature(previous, message, transcript);
      }
      transcript = transcript.plus(message.bytes());
      previous = message;
      message = messages.next();
    }
    Bytes verifyData = base.verifyData(transcript);
    checks.add(
        "schedule: " + name,
        () -> Checks.difference(trace.derivation(name).value("verify_data"), verifyData));
    return transcript.plus(message.bytes());
  }

  private void signature(Trace.Message certificate, Trace.Message verify, Transcript transcript) {
    checks.add(
        "signature: " + verify.sender(),
        () -> new SignatureReplay(crypto).difference(certificate, verify, transcript));
  }

  private void tickets(ResumptionSecret resumption) throws TlsException {
    while (messages.hasNext()) {
      NewSessionTicket13 ticket =
          (NewSessionTicket13) MessageReplay.decode(messages.next().bytes());
      checks.add(
          "schedule: resumption",
          () ->
              Checks.difference(
                  trace.derivation("resumption").value("value"),
                  resumption.psk(ticket.ticketNonce())));
    }
  }

  private void compareLogged(KeyLog.Label label, Random clientRandom, Secret secret) {
    String name = Objects.requireNonNull(NAMES.get(label));
    checks.add(
        "schedule: " + name,
        () -> Checks.difference(trace.derivation(name).value("value"), secret));
  }

  private void use(Trace.Side sender, TrafficSecret secret) {
    keys.put(sender, secret.epoch(suite));
  }

  private Secret secret(String name, String field) {
    return Secret.copyOf(trace.derivation(name).value(field));
  }
}
