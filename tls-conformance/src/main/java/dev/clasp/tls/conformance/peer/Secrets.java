package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.Suite13;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one connection of the client, as far as it got (RFC 9846 §7.1).
 *
 * <p>Each is derived when the message that completes its transcript has come or gone.
 */
public final class Secrets {
  private final CryptoProvider crypto;
  private final PeerTranscript transcript;

  // Null until the ServerHello, and each until its stage.
  private @Nullable PeerSchedule schedule;
  private @Nullable Secret clientHandshake;
  private @Nullable Secret serverHandshake;
  private @Nullable Secret clientApplication;
  private @Nullable Secret serverApplication;
  private @Nullable Secret resumption;

  Secrets(CryptoProvider crypto, PeerTranscript transcript) {
    this.crypto = crypto;
    this.transcript = transcript;
  }

  /** After ServerHello: the handshake traffic secrets. */
  public void handshake(Suite13 suite, Optional<Secret> psk, Secret sharedSecret) {
    schedule = PeerSchedule.start(crypto, suite, psk);
    schedule.advance(sharedSecret);
    Bytes hash = transcriptHash(suite);
    clientHandshake = schedule.derive("c hs traffic", hash);
    serverHandshake = schedule.derive("s hs traffic", hash);
  }

  /** After the server's Finished: the application traffic secrets. */
  public void application() throws ScriptException {
    PeerSchedule at = schedule();
    at.advance();
    Bytes hash = transcriptHash(at.suite());
    clientApplication = at.derive("c ap traffic", hash);
    serverApplication = at.derive("s ap traffic", hash);
  }

  /** After the client's Finished: the resumption secret. */
  public void resumption() throws ScriptException {
    resumption = schedule().derive("res master", transcriptHash(schedule().suite()));
  }

  /** verify_data of the client's Finished over the transcript so far. */
  public Bytes clientFinished() throws ScriptException {
    return finished(require(clientHandshake, "client_handshake_traffic_secret"));
  }

  /** verify_data of the server's Finished over the transcript so far. */
  public Bytes serverFinished() throws ScriptException {
    return finished(require(serverHandshake, "server_handshake_traffic_secret"));
  }

  /** The pre-shared key of a ticket (§4.7.1). */
  public Secret ticketPsk(Bytes ticketNonce) throws ScriptException {
    return schedule().ticketPsk(require(resumption, "resumption_secret"), ticketNonce);
  }

  public Epoch13 clientHandshakeEpoch() throws ScriptException {
    Secret secret = require(clientHandshake, "client_handshake_traffic_secret");
    return new Epoch13(Epoch13.Kind.HANDSHAKE, suite(), secret);
  }

  public Epoch13 serverHandshakeEpoch() throws ScriptException {
    Secret secret = require(serverHandshake, "server_handshake_traffic_secret");
    return new Epoch13(Epoch13.Kind.HANDSHAKE, suite(), secret);
  }

  public Epoch13 clientApplicationEpoch() throws ScriptException {
    Secret secret = require(clientApplication, "client_application_traffic_secret");
    return new Epoch13(Epoch13.Kind.APPLICATION, suite(), secret);
  }

  public Epoch13 serverApplicationEpoch() throws ScriptException {
    Secret secret = require(serverApplication, "server_application_traffic_secret");
    return new Epoch13(Epoch13.Kind.APPLICATION, suite(), secret);
  }

  public boolean hasHandshakeKeys() {
    return clientHandshake != null;
  }

  public boolean hasApplicationKeys() {
    return clientApplication != null;
  }

  /** Moves the client's secret to the next generation (§7.2). */
  public void updateClient() throws ScriptException {
    clientApplication =
        schedule().next(require(clientApplication, "client_application_traffic_secret"));
  }

  /** Moves the server's secret to the next generation (§7.2). */
  public void updateServer() throws ScriptException {
    serverApplication =
        schedule().next(require(serverApplication, "server_application_traffic_secret"));
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

  private Bytes finished(Secret baseKey) throws ScriptException {
    return schedule().finished(baseKey, transcriptHash(suite()));
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
