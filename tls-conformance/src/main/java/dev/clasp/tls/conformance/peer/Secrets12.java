package dev.clasp.tls.conformance.peer;

import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.handshake.extension.Extensions;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.ExtensionType;
import dev.clasp.tls.protocol.Suite12;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the hellos of one TLS 1.2 handshake agreed on, and what follows from it. */
public final class Secrets12 {
  private final PeerTranscript transcript;
  private final Suite12 suite;
  private final PeerSchedule12 schedule;
  private final Bytes clientRandom;
  private final Bytes serverRandom;
  private final boolean extendedMainSecret;
  private final boolean encryptThenMac;
  private final Consumer<Secret> log;
  private final Map<Role, Bytes> verifyData = new EnumMap<>(Role.class);
  private Optional<Secret> mainSecret = Optional.empty();

  /**
   * @param log is told the main secret
   */
  Secrets12(
      CryptoProvider crypto,
      PeerTranscript transcript,
      Suite12 suite,
      ClientHello client,
      ServerHello server,
      Consumer<Secret> log) {
    this.log = log;
    this.transcript = transcript;
    this.suite = suite;
    this.schedule = new PeerSchedule12(crypto, suite);
    this.clientRandom = client.random().bytes();
    this.serverRandom = server.random().bytes();
    Extensions answer = server.extensions();
    this.extendedMainSecret = answer.contains(ExtensionType.EXTENDED_MAIN_SECRET);
    this.encryptThenMac = answer.contains(ExtensionType.ENCRYPT_THEN_MAC);
  }

  public Suite12 suite() {
    return suite;
  }

  public boolean extendedMainSecret() {
    return extendedMainSecret;
  }

  public Bytes clientRandom() {
    return clientRandom;
  }

  public Bytes serverRandom() {
    return serverRandom;
  }

  /** Behind ClientKeyExchange, which the transcript has already. */
  public void premaster(Secret premaster) {
    resume(
        extendedMainSecret
            ? schedule.extendedMainSecret(premaster, transcript.bytes())
            : schedule.mainSecret(premaster, clientRandom, serverRandom));
  }

  /** Takes over the secret of a session that is resumed. */
  public void resume(Secret secret) {
    mainSecret = Optional.of(secret);
    log.accept(secret);
  }

  public boolean hasKeys() {
    return mainSecret.isPresent();
  }

  public Secret mainSecret() throws ScriptException {
    return mainSecret.orElseThrow(
        () -> new ScriptException("no master secret at this point of the conversation"));
  }

  /** What a side writes with behind its change_cipher_spec. */
  public Epoch12 epoch(Role sender) throws ScriptException {
    return schedule.keys(sender, mainSecret(), clientRandom, serverRandom, encryptThenMac);
  }

  /** verify_data of a side's Finished over the transcript so far. */
  public Bytes finished(Role sender) throws ScriptException {
    return schedule.finished(sender, mainSecret(), transcript.bytes());
  }

  /** A Finished went or came, for the renegotiation_info of a later hello (RFC 5746 §3.1). */
  public void finishedBy(Role sender, Bytes data) {
    verifyData.put(sender, data);
  }

  public Bytes verifyData(Role sender) {
    return verifyData.getOrDefault(sender, Bytes.empty());
  }
}
