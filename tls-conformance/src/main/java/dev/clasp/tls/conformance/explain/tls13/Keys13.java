package dev.clasp.tls.conformance.explain.tls13;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.RevealingKeyLog;
import dev.clasp.tls.conformance.explain.Story;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Happening;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.conformance.peer.PeerSchedule;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.PublicKeyInfo;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls13Kdf;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.authentication.CertificateVerifyContent;
import dev.clasp.tls.handshake.config.ExternalPsk;
import dev.clasp.tls.handshake.message.Certificate13;
import dev.clasp.tls.handshake.message.CertificateVerify;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.NewSessionTicket13;
import dev.clasp.tls.handshake.transcript.Transcript;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Suite13;
import dev.clasp.tls.x509.Certificate;
import dev.clasp.tls.x509.der.DerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key schedule of RFC 9846 §7.1 as it grows, computed a second time and apart from the stack's
 * own: the result has to be the keys that the connection used.
 */
final class Keys13 {
  private static final String SCHEDULE = "RFC 9846 §7.1";
  private static final int IV_LENGTH = 12; // bytes, of every suite (RFC 9846 §5.3)

  private final Dialogue dialogue;
  private final CryptoProvider crypto;
  private final RevealingKeyLog secrets;
  private final Optional<Suite13> suite;
  private final Optional<Secret> psk;

  Keys13(Dialogue dialogue, Telling how) {
    this.dialogue = dialogue;
    this.crypto = how.crypto();
    this.secrets = how.secrets();
    this.psk = psk(dialogue, how);
    this.suite =
        dialogue
            .event(HandshakeEvent.Negotiated.class)
            .flatMap(chosen -> Suite13.of(chosen.suite().codePoint()));
  }

  /** The pre-shared key that the server took: of a session, or from outside of TLS. */
  private static Optional<Secret> psk(Dialogue dialogue, Telling how) {
    if (dialogue.event(HandshakeEvent.SessionResumed.class).isPresent()) {
      return dialogue
          .all(Happening.SessionOffered.class)
          .map(offered -> offered.session().secret())
          .reduce((first, second) -> second);
    }
    return dialogue
        .event(HandshakeEvent.ExternalPskSelected.class)
        .flatMap(
            selected ->
                how.psks().stream()
                    .filter(psk -> psk.identity().equals(selected.identity()))
                    .findFirst())
        .map(ExternalPsk::key);
  }

  /** What exists from this utterance on. */
  Optional<Story.Keys> after(int index) {
    Utterance said = dialogue.utterance(index);
    if (suite.isEmpty() || dialogue.sharedSecret().isEmpty()) {
      return Optional.empty();
    }
    if (said.is(Side.SERVER, HandshakeType.SERVER_HELLO) && !Teller13.isRetry(said)) {
      return Optional.of(handshakeKeys(index));
    }
    if (said.is(Side.SERVER, HandshakeType.FINISHED) && !dialogue.epochs(Side.CLIENT).isEmpty()) {
      return Optional.of(applicationKeys(index));
    }
    return isLastTicket(index) ? Optional.of(ticketKeys(index)) : Optional.empty();
  }

  private boolean isLastTicket(int index) {
    boolean more =
        index + 1 < dialogue.utterances().size()
            && dialogue.utterance(index + 1).is(Side.SERVER, HandshakeType.NEW_SESSION_TICKET);
    return dialogue.utterance(index).as(NewSessionTicket13.class).isPresent() && !more;
  }

  private Story.Keys ticketKeys(int index) {
    Secret resumption = advancedToMain().derive("res master", transcriptHash(index));
    List<Story.Derivation> grown = new ArrayList<>();
    grown.add(
        value(
            "resumption_secret",
            "Derive-Secret(Main Secret, \"res master\", ClientHello…client Finished)",
            "What all tickets of this connection stand for.",
            Optional.of(transcriptHash(index)),
            resumption));
    List<Secret> computed = new ArrayList<>();
    for (Utterance said : dialogue.utterances().subList(0, index + 1)) {
      said.as(NewSessionTicket13.class)
          .ifPresent(
              ticket -> {
                Secret key =
                    kdf()
                        .expandLabel(
                            resumption,
                            "resumption",
                            ticket.ticketNonce(),
                            suite().hash().length());
                computed.add(key);
                grown.add(
                    new Story.Derivation(
                        "PSK of ticket %d".formatted(computed.size()),
                        "HKDF-Expand-Label(resumption_secret, \"resumption\", %s, %d)"
                            .formatted(ticket.ticketNonce(), suite().hash().length()),
                        "The pre-shared key of a later connection that brings this ticket.",
                        "RFC 9846 §4.7.1",
                        Optional.empty(),
                        secrets.show(key)));
              });
    }
    List<Secret> used =
        dialogue
            .all(Happening.Reported.class)
            .map(Happening.Reported::event)
            .filter(HandshakeEvent.TicketReceived.class::isInstance)
            .map(event -> ((HandshakeEvent.TicketReceived) event).psk())
            .limit(computed.size())
            .toList();
    return new Story.Keys(
        computed.size() == 1 ? "The key of the ticket" : "The keys of the tickets",
        "Both sides can compute it, and it outlives the connection: with it they can skip the"
            + " certificates next time.",
        grown,
        List.of(
            new Story.Check(
                "the schedule gives the keys that were kept",
                "computed a second time",
                "RFC 9846 §4.7.1",
                computed.equals(used))));
  }

  /**
   * Whether a binder of a ClientHello proves that its sender has the pre-shared key; empty if the
   * key is not known here.
   */
  Optional<Boolean> binds(int index, ClientHello hello, Bytes binder) {
    if (psk.isEmpty() || suite.isEmpty()) {
      return Optional.empty();
    }
    PeerSchedule schedule = PeerSchedule.start(crypto, suite(), psk);
    boolean resumed = dialogue.event(HandshakeEvent.SessionResumed.class).isPresent();
    Secret binderKey = schedule.derive(resumed ? "res binder" : "ext binder", kdf().emptyHash());
    Bytes truncated = hello.withoutBinders(dialogue.utterance(index).content());
    Bytes hash =
        index == 0
            ? crypto.hashes().digest(suite().hash(), truncated)
            : transcript(index - 1).hashWith(truncated);
    return Optional.of(schedule.finished(binderKey, hash).equals(binder));
  }

  private Story.Keys handshakeKeys(int index) {
    PeerSchedule schedule = PeerSchedule.start(crypto, suite(), psk);
    List<Story.Derivation> grown = new ArrayList<>();
    Secret zeros = Secret.zeros(suite().hash().length());
    grown.add(
        value(
            "Early Secret",
            "HKDF-Extract(0, %s)".formatted(psk.isPresent() ? "PSK" : "0"),
            psk.isPresent()
                ? "The pre-shared key is the start: only the two sides of the earlier connection, or"
                    + " those who were given it, have it."
                : "No pre-shared key: zeros take its place, and the secret is no secret.",
            Optional.empty(),
            kdf().extract(zeros, psk.orElse(zeros))));
    Secret shared = dialogue.sharedSecret().orElseThrow();
    grown.add(
        value(
            "shared secret",
            group() + "(own private key, share of the other side)",
            "Both sides compute the same value from what they kept and what they got; nobody sent"
                + " it.",
            Optional.empty(),
            shared));
    schedule.advance(shared);
    grown.add(
        value(
            "Handshake Secret",
            "HKDF-Extract(Derive-Secret(Early Secret, \"derived\", \"\"), shared secret)",
            "The root of all keys of the handshake.",
            Optional.empty(),
            handshakeSecret(shared)));
    Bytes transcript = transcriptHash(index);
    Secret client = schedule.derive("c hs traffic", transcript);
    Secret server = schedule.derive("s hs traffic", transcript);
    addTraffic(grown, "handshake", "hs", "ClientHello…ServerHello", transcript, client, server);
    return new Story.Keys(
        "Handshake keys",
        "Both key shares are known: each side computes the same secret, and everything from here on"
            + " is encrypted.",
        grown,
        List.of(agreement(Epoch13.Kind.HANDSHAKE, client, server)));
  }

  private Story.Keys applicationKeys(int index) {
    PeerSchedule schedule = advancedToMain();
    List<Story.Derivation> grown = new ArrayList<>();
    grown.add(
        value(
            "Main Secret",
            "HKDF-Extract(Derive-Secret(Handshake Secret, \"derived\", \"\"), 0)",
            "The root of all keys of the application.",
            Optional.empty(),
            mainSecret()));
    Bytes transcript = transcriptHash(index);
    Secret client = schedule.derive("c ap traffic", transcript);
    Secret server = schedule.derive("s ap traffic", transcript);
    addTraffic(
        grown, "application", "ap", "ClientHello…server Finished", transcript, client, server);
    grown.add(
        value(
            "exporter_secret",
            "Derive-Secret(Main Secret, \"exp master\", ClientHello…server Finished)",
            "Keys for other protocols that want to be bound to this connection (§7.5).",
            Optional.of(transcript),
            schedule.derive("exp master", transcript)));
    return new Story.Keys(
        "Application keys",
        "The server's Finished is part of the transcript, so these keys are bound to the whole"
            + " handshake. The client uses them behind its own Finished.",
        grown,
        dialogue.epochs(Side.CLIENT).size() < 2
            ? List.of()
            : List.of(agreement(Epoch13.Kind.APPLICATION, client, server)));
  }

  private void addTraffic(
      List<Story.Derivation> grown,
      String stage,
      String label,
      String messages,
      Bytes transcript,
      Secret client,
      Secret server) {
    for (Side side : Side.values()) {
      Secret secret = side == Side.CLIENT ? client : server;
      String name =
          "%s_%s_traffic_secret%s".formatted(side, stage, stage.equals("handshake") ? "" : "_0");
      String from = stage.equals("handshake") ? "Handshake Secret" : "Main Secret";
      grown.add(
          value(
              name,
              "Derive-Secret(%s, \"%s %s traffic\", %s)"
                  .formatted(from, side.toString().charAt(0), label, messages),
              "For what the %s sends.".formatted(side),
              Optional.of(transcript),
              secret));
      grown.add(
          value(
              side + " key",
              "HKDF-Expand-Label(%s, \"key\", \"\", %d)"
                  .formatted(name, suite().aead().keyLength()),
              "Encrypts its records with %s (§7.3).".formatted(suite().aead()),
              Optional.empty(),
              kdf().expandLabel(secret, "key", Bytes.empty(), suite().aead().keyLength())));
      grown.add(
          value(
              side + " iv",
              "HKDF-Expand-Label(%s, \"iv\", \"\", %d)".formatted(name, IV_LENGTH),
              "Mixed with the record's number, so that no nonce comes twice (§5.3).",
              Optional.empty(),
              kdf().expandLabel(secret, "iv", Bytes.empty(), IV_LENGTH)));
    }
  }

  /** verify_data as that side has to send it, over everything before the utterance. */
  Optional<Bytes> verifyData(int index) {
    if (suite.isEmpty() || dialogue.sharedSecret().isEmpty()) {
      return Optional.empty();
    }
    PeerSchedule schedule = PeerSchedule.start(crypto, suite(), psk);
    schedule.advance(dialogue.sharedSecret().orElseThrow());
    Side from = dialogue.utterance(index).from();
    Bytes hello = transcriptHash(lastHello());
    Secret base = schedule.derive(from == Side.CLIENT ? "c hs traffic" : "s hs traffic", hello);
    return Optional.of(schedule.finished(base, transcriptHash(index - 1)));
  }

  /** Whether the signature of a CertificateVerify is that of the certificate before it. */
  boolean isSigned(int index) {
    Utterance said = dialogue.utterance(index);
    CertificateVerify verify = said.as(CertificateVerify.class).orElseThrow();
    Optional<PublicKeyInfo> key =
        dialogue
            .lastBefore(index, Certificate13.class)
            .flatMap(message -> message.certificateList().stream().findFirst())
            .flatMap(entry -> publicKey(entry.certData()));
    Bytes content =
        (said.from() == Side.CLIENT
                ? CertificateVerifyContent.CLIENT
                : CertificateVerifyContent.SERVER)
            .of(transcript(index - 1));
    return key.isPresent()
        && verify
            .algorithm()
            .algorithm()
            .filter(
                algorithm ->
                    crypto.verifiers().verify(algorithm, key.get(), content, verify.signature()))
            .isPresent();
  }

  private static Optional<PublicKeyInfo> publicKey(Bytes der) {
    try {
      return Certificate.parse(der).publicKey();
    } catch (DerException e) {
      return Optional.empty();
    }
  }

  private Bytes transcriptHash(int index) {
    return transcript(index).hash();
  }

  /** All messages of the handshake proper through an utterance (RFC 9846 §4.1). */
  Transcript transcript(int index) {
    Transcript transcript = Transcript.empty(crypto.hashes(), suite().hash());
    for (int i = 0; i <= index; i++) {
      Utterance said = dialogue.utterance(i);
      if (said.kind() != Utterance.Kind.HANDSHAKE
          || said.isHandshake(HandshakeType.NEW_SESSION_TICKET)
          || said.isHandshake(HandshakeType.KEY_UPDATE)) {
        continue;
      }
      if (Teller13.isRetry(said)) {
        transcript = transcript.withMessageHash();
      }
      transcript = transcript.plus(said.content());
    }
    return transcript;
  }

  boolean known() {
    return suite.isPresent();
  }

  private int lastHello() {
    int last = 0;
    for (int i = 0; i < dialogue.utterances().size(); i++) {
      if (dialogue.utterance(i).is(Side.SERVER, HandshakeType.SERVER_HELLO)) {
        last = i;
      }
    }
    return last;
  }

  private PeerSchedule advancedToMain() {
    PeerSchedule schedule = PeerSchedule.start(crypto, suite(), psk);
    schedule.advance(dialogue.sharedSecret().orElseThrow());
    schedule.advance();
    return schedule;
  }

  private Secret handshakeSecret(Secret shared) {
    Secret zeros = Secret.zeros(suite().hash().length());
    return next(kdf().extract(zeros, psk.orElse(zeros)), shared);
  }

  private Secret mainSecret() {
    return next(
        handshakeSecret(dialogue.sharedSecret().orElseThrow()),
        Secret.zeros(suite().hash().length()));
  }

  private Secret next(Secret stage, Secret input) {
    return kdf().extract(kdf().deriveSecret(stage, "derived", kdf().emptyHash()), input);
  }

  private Story.Check agreement(Epoch13.Kind kind, Secret client, Secret server) {
    boolean held =
        used(Side.CLIENT, kind).equals(Optional.of(client))
            && used(Side.SERVER, kind).equals(Optional.of(server));
    return new Story.Check(
        "the schedule gives the keys that were used",
        held
            ? "computed a second time from the shared secret and the transcript, with other code:"
                + " the same"
            : "computed a second time: not the same",
        SCHEDULE,
        held);
  }

  private Optional<Secret> used(Side side, Epoch13.Kind kind) {
    return dialogue.epochs(side).stream()
        .filter(Epoch13.class::isInstance)
        .map(Epoch13.class::cast)
        .filter(epoch -> epoch.kind() == kind)
        .map(Epoch13::trafficSecret)
        .findFirst();
  }

  private Story.Derivation value(
      String name, String formula, String use, Optional<Bytes> context, Secret secret) {
    String clause = name.endsWith(" key") || name.endsWith(" iv") ? "RFC 9846 §7.3" : SCHEDULE;
    return new Story.Derivation(name, formula, use, clause, context, secrets.show(secret));
  }

  private String group() {
    return dialogue
        .event(HandshakeEvent.Negotiated.class)
        .flatMap(HandshakeEvent.Negotiated::group)
        .map(NamedGroup::toString)
        .orElse("key exchange");
  }

  private Tls13Kdf kdf() {
    return new Tls13Kdf(crypto.hashes(), suite().hash());
  }

  private Suite13 suite() {
    return suite.orElseThrow();
  }
}
