package dev.clasp.tls.conformance.explain.tls13;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story;
import dev.clasp.tls.conformance.explain.Teller;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.field.Guide;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.protocol.Epoch13;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.wire.Encodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a dialogue in TLS 1.3. */
public final class Teller13 implements Teller {
  private final Dialogue dialogue;
  private final Guide guide = Guide.tls13();
  private final Summaries13 summaries;
  private final Checks13 checks;
  private final Keys13 keys;
  private final Steps13 steps;

  public Teller13(Dialogue dialogue, Telling how) {
    this.dialogue = dialogue;
    this.keys = new Keys13(dialogue, how);
    this.summaries = new Summaries13(dialogue);
    this.checks = new Checks13(dialogue, keys, how.anyCertificate());
    this.steps = new Steps13(dialogue);
  }

  @Override
  public String version() {
    return "TLS 1.3";
  }

  @Override
  public String kind() {
    boolean retried = dialogue.event(HandshakeEvent.HelloRetried.class).isPresent();
    String kind =
        isResumed(dialogue)
            ? "resumption"
            : hasExternalPsk(dialogue) ? "handshake with a pre-shared key" : "full handshake";
    return kind + (retried ? " with a HelloRetryRequest" : "");
  }

  static boolean isResumed(Dialogue dialogue) {
    return dialogue.event(HandshakeEvent.SessionResumed.class).isPresent();
  }

  static boolean hasExternalPsk(Dialogue dialogue) {
    return dialogue.event(HandshakeEvent.ExternalPskSelected.class).isPresent();
  }

  @Override
  public Guide guide() {
    return guide;
  }

  @Override
  public String name(int index) {
    Utterance said = dialogue.utterance(index);
    if (said.kind() != Utterance.Kind.HANDSHAKE) {
      return said.kind().name().toLowerCase(Locale.ROOT);
    }
    return name(said);
  }

  static String name(Utterance said) {
    return HandshakeType.of(said.content().get(0))
        .map(
            type ->
                switch (type) {
                  case CLIENT_HELLO -> "ClientHello";
                  case SERVER_HELLO -> isRetry(said) ? "HelloRetryRequest" : "ServerHello";
                  case ENCRYPTED_EXTENSIONS -> "EncryptedExtensions";
                  case CERTIFICATE_REQUEST -> "CertificateRequest";
                  case CERTIFICATE -> "Certificate";
                  case CERTIFICATE_VERIFY -> "CertificateVerify";
                  case FINISHED -> "Finished";
                  case NEW_SESSION_TICKET -> "NewSessionTicket";
                  case END_OF_EARLY_DATA -> "EndOfEarlyData";
                  case KEY_UPDATE -> "KeyUpdate";
                  default -> type.toString();
                })
        .orElse("handshake");
  }

  static boolean isRetry(Utterance said) {
    return said.as(ServerHello.class).filter(ServerHello::isHelloRetryRequest).isPresent();
  }

  @Override
  public Optional<Encodable> body(int index) {
    return dialogue.utterance(index).message().map(message -> message);
  }

  @Override
  public String summary(int index) {
    return summaries.of(index);
  }

  @Override
  public List<Story.Check> checks(int index) {
    return checks.of(index);
  }

  @Override
  public Optional<Story.Keys> keysAfter(int index) {
    return keys.after(index);
  }

  @Override
  public Optional<String> protection(int index) {
    return dialogue
        .utterance(index)
        .keys()
        .map(
            epoch ->
                epoch instanceof Epoch13 keys13
                    ? switch (keys13.kind()) {
                      case EARLY_DATA -> "early data keys";
                      case HANDSHAKE -> "handshake keys";
                      case APPLICATION -> "application keys";
                    }
                    : "encrypted");
  }

  @Override
  public int stepAt(int index) {
    return steps.at(index);
  }

  @Override
  public StepAccount account(int step) {
    return steps.account(step);
  }

  @Override
  public boolean changeCipherSpecIsIdle() {
    return true;
  }

  @Override
  public List<Story.Fact> facts() {
    List<Story.Fact> facts = new ArrayList<>();
    facts.add(new Story.Fact("version", version()));
    dialogue
        .event(HandshakeEvent.Negotiated.class)
        .ifPresent(
            chosen -> {
              facts.add(new Story.Fact("cipher suite", chosen.suite().toString()));
              facts.add(
                  new Story.Fact(
                      "key exchange",
                      chosen.group().map(NamedGroup::toString).orElse("pre-shared key only")));
            });
    dialogue
        .event(HandshakeEvent.PeerIdentified.class)
        .ifPresent(
            peer -> facts.add(new Story.Fact("server", peer.path().leaf().subject().toString())));
    dialogue
        .event(HandshakeEvent.ApplicationProtocolSelected.class)
        .ifPresent(alpn -> facts.add(new Story.Fact("ALPN", alpn.protocol())));
    if (dialogue.find(Side.CLIENT, HandshakeType.CERTIFICATE).isPresent()) {
      facts.add(new Story.Fact("client certificate", "asked for"));
    }
    return facts;
  }
}
