package dev.clasp.tls.handshake.client;

import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.Step;
import dev.clasp.tls.handshake.config.ClientConfig;
import dev.clasp.tls.handshake.psk.PreSharedKey;
import dev.clasp.tls.handshake.schedule.EarlySecret;
import dev.clasp.tls.handshake.schedule.KeySchedule;
import dev.clasp.tls.handshake.session.Session13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.handshake.transcript.TranscriptBuffer;
import java.util.List;
import java.util.Optional;

/** The client's side of early data up to the ServerHello (RFC 9846 §4.3.10). */
final class EarlyDataOffer {
  private EarlyDataOffer() {}

  /**
   * Whether the first ClientHello offers early data: if we may, and the first key is that of a
   * ticket that allows it. "The parameters for the 0-RTT data ... are those associated with the PSK
   * in use", so suite and protocol have to be among what we offer.
   */
  static boolean isPossible(ClientConfig config, List<PreSharedKey> psks) {
    if (!config.offersEarlyData() || psks.isEmpty()) {
      return false;
    }
    Optional<Session13> session = psks.get(0).session();
    return session.isPresent()
        && session.get().maxEarlyDataSize() > 0
        && config.suites().contains(session.get().suite())
        && session
            .get()
            .origin()
            .applicationProtocol()
            .map(config.applicationProtocols()::contains)
            .orElse(true);
  }

  /** Behind the ClientHello: the keys, and the application may write. */
  static Step open(Step step, ClientOffer offer, TranscriptBuffer clientHello) {
    ClientConfig config = offer.config();
    Session13 session = offer.psks().get(0).session().orElseThrow();
    KeySchedule schedule =
        new KeySchedule(
            config.crypto().hashes(),
            session.suite().hash(),
            config.keyLog(),
            offer.hello().random());
    EarlySecret early = schedule.early(session.secret());
    Transcript transcript =
        clientHello.hashedWith(config.crypto().hashes(), session.suite().hash());
    // "If offering early data, the record is placed immediately after the first ClientHello" (§E.4)
    Step open =
        (config.middleboxCompatibility() ? step.sendChangeCipherSpec() : step)
            .changeWriteKeys(early.clientEarlyTraffic(transcript).epoch(session.suite()))
            .offerEarlyData(session.maxEarlyDataSize())
            .report(new HandshakeEvent.EarlyDataOffered(early.earlyExporter(transcript)));
    early.destroy();
    return open;
  }
}
