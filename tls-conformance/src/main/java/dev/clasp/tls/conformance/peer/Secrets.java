package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one connection, as far as it got (RFC 9846 §7.1).
 *
 * <p>Each is derived when the message that completes its transcript has come or gone.
 */
public final class Secrets {
  private final CryptoProvider crypto;
  private final PeerTranscript transcript;
  private final BiConsumer<KeyLog.Label, Secret> log;

  // Null until the ServerHello, and each until its stage.
  private @Nullable PeerSchedule schedule;
  private @Nullable Secret resumption;
  // By the side that sends under them; empty until their stage.
  private final Map<Role, Secret> handshake = new EnumMap<>(Role.class);
  private final Map<Role, Secret> application = new EnumMap<>(Role.class);

  /**
   * @param log is told every traffic secret that a capture needs to be read
   */
  Secrets(CryptoProvider crypto, PeerTranscript transcript, BiConsumer<KeyLog.Label, Secret> log) {
    this.crypto = crypto;
    this.transcript = transcript;
    this.log = log;
  }

  /** After ServerHello: the handshake traffic secrets. */
  public void handshake(Suite13 suite, Optional<Secret> psk, Secret sharedSecret) {
    schedule = PeerSchedule.start(crypto, suite, psk);
    schedule.advance(sharedSecret);
    Bytes hash = transcriptHash(suite);
    Secret client = schedule.derive("c hs traffic", hash);
    Secret server = schedule.derive("s hs traffic", hash);
    handshake.put(Role.CLIENT, client);
    handshake.put(Role.SERVER, server);
    log.accept(KeyLog.Label.CLIENT_HANDSHAKE_TRAFFIC_SECRET, client);
    log.accept(KeyLog.Label.SERVER_HANDSHAKE_TRAFFIC_SECRET, server);
  }

  /** After the server's Finished: the application traffic secrets. */
  public void application() throws ScriptException {
    PeerSchedule at = schedule();
    at.advance();
    Bytes hash = transcriptHash(at.suite());
    Secret client = at.derive("c ap traffic", hash);
    Secret server = at.derive("s ap traffic", hash);
    application.put(Role.CLIENT, client);
    application.put(Role.SERVER, server);
    log.accept(KeyLog.Label.CLIENT_TRAFFIC_SECRET_0, client);
    log.accept(KeyLog.Label.SERVER_TRAFFIC_SECRET_0, server);
  }

  /** After the client's Finished: the resumption secret. */
  public void resumption() throws ScriptException {
    resumption = schedule().derive("res master", transcriptHash(schedule().suite()));
  }

  /** verify_data of this side's Finished over the transcript so far. */
  public Bytes finished(Role sender) throws ScriptException {
    return schedule().finished(handshakeSecret(sender), transcriptHash(suite()));
  }

  /** The pre-shared key of a ticket (§4.7.1). */
  public Secret ticketPsk(Bytes ticketNonce) throws ScriptException {
    return schedule().ticketPsk(require(resumption, "resumption_secret"), ticketNonce);
  }

  public Epoch13 handshakeEpoch(Role sender) throws ScriptException {
    return new Epoch13(Epoch13.Kind.HANDSHAKE, suite(), handshakeSecret(sender));
  }

  public Epoch13 applicationEpoch(Role sender) throws ScriptException {
    return new Epoch13(Epoch13.Kind.APPLICATION, suite(), applicationSecret(sender));
  }

  public boolean hasHandshakeKeys() {
    return !handshake.isEmpty();
  }

  public boolean hasApplicationKeys() {
    return !application.isEmpty();
  }

  /** Moves a side's secret to the next generation (§7.2). */
  public void update(Role sender) throws ScriptException {
    application.put(sender, schedule().next(applicationSecret(sender)));
  }

  public Suite13 suite() throws ScriptException {
    return schedule().suite();
  }

  public Bytes transcriptHash() throws ScriptException {
    return transcriptHash(suite());
  }

  private Bytes transcriptHash(Suite13 suite) {
    return transcript.hash(crypto.hashes(), suite.hash());
  }

  private Secret handshakeSecret(Role sender) throws ScriptException {
    return require(handshake.get(sender), sender + "_handshake_traffic_secret");
  }

  private Secret applicationSecret(Role sender) throws ScriptException {
    return require(application.get(sender), sender + "_application_traffic_secret");
  }

  private PeerSchedule schedule() throws ScriptException {
    return require(schedule, "keys");
  }

  private static <T> T require(@Nullable T value, String name) throws ScriptException {
    if (value == null) {
      throw new ScriptException("no " + name + " at this point of the conversation");
    }
    return value;
  }
}
