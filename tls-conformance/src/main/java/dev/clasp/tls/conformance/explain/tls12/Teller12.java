package dev.clasp.tls.conformance.explain.tls12;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story;
import dev.clasp.tls.conformance.explain.Teller;
import dev.clasp.tls.conformance.explain.Telling;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.field.Guide;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.message.ClientKeyExchange;
import dev.clasp.tls.handshake.message.ClientKeyExchangeContent;
import dev.clasp.tls.handshake.message.HandshakeMessage;
import dev.clasp.tls.handshake.message.ServerKeyExchange;
import dev.clasp.tls.protocol.DecodeException;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.Suite12;
import dev.clasp.tls.protocol.wire.Encodable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells a dialogue in TLS 1.2. */
public final class Teller12 implements Teller {
  private final Dialogue dialogue;
  private final Guide guide = Guide.tls12();
  private final Optional<Suite12> suite;
  private final Summaries12 summaries;
  private final Checks12 checks;
  private final Keys12 keys;
  private final Steps12 steps;

  public Teller12(Dialogue dialogue, Telling how) {
    this.dialogue = dialogue;
    this.suite = suite(dialogue);
    this.keys = new Keys12(dialogue, how.crypto(), how.secrets());
    this.summaries = new Summaries12(dialogue, suite.map(Suite12::keyExchange));
    this.checks = new Checks12(dialogue, keys, how);
    this.steps = new Steps12(dialogue, suite.map(Suite12::keyExchange));
  }

  static Optional<Suite12> suite(Dialogue dialogue) {
    return dialogue
        .event(HandshakeEvent.Negotiated.class)
        .flatMap(chosen -> Suite12.of(chosen.suite().codePoint()));
  }

  static boolean isResumed(Dialogue dialogue) {
    return dialogue.event(HandshakeEvent.SessionResumed.class).isPresent();
  }

  @Override
  public String version() {
    return "TLS 1.2";
  }

  @Override
  public String kind() {
    return isResumed(dialogue) ? "resumption" : "full handshake";
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
    return HandshakeType.of(said.content().get(0)).map(Teller12::name).orElse("handshake");
  }

  private static String name(HandshakeType type) {
    return switch (type) {
      case HELLO_REQUEST -> "HelloRequest";
      case CLIENT_HELLO -> "ClientHello";
      case SERVER_HELLO -> "ServerHello";
      case NEW_SESSION_TICKET -> "NewSessionTicket";
      case CERTIFICATE -> "Certificate";
      case SERVER_KEY_EXCHANGE -> "ServerKeyExchange";
      case CERTIFICATE_REQUEST -> "CertificateRequest";
      case SERVER_HELLO_DONE -> "ServerHelloDone";
      case CERTIFICATE_VERIFY -> "CertificateVerify";
      case CLIENT_KEY_EXCHANGE -> "ClientKeyExchange";
      case FINISHED -> "Finished";
      case CERTIFICATE_STATUS -> "CertificateStatus";
      case END_OF_EARLY_DATA,
          ENCRYPTED_EXTENSIONS,
          KEY_UPDATE,
          COMPRESSED_CERTIFICATE,
          MESSAGE_HASH ->
          type.toString();
    };
  }

  @Override
  public Optional<Encodable> body(int index) {
    Optional<HandshakeMessage> message = dialogue.utterance(index).message();
    if (message.isEmpty() || suite.isEmpty()) {
      return message.map(some -> some);
    }
    try {
      return Optional.of(body(message.get(), suite.get().keyExchange()));
    } catch (DecodeException e) {
      return Optional.empty(); // the state that got it says why
    }
  }

  /** The grammar of the key exchanges depends on the suite. */
  private static Encodable body(HandshakeMessage message, KeyExchange12 keyExchange)
      throws DecodeException {
    if (message instanceof ServerKeyExchange exchange) {
      return exchange.content(keyExchange);
    }
    if (message instanceof ClientKeyExchange exchange) {
      ClientKeyExchangeContent content = exchange.content(keyExchange);
      return out -> content.encodeTo(out, keyExchange);
    }
    return message;
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
    Utterance said = dialogue.utterance(index);
    return said.keys().map(epoch -> said.from() + " keys");
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
    return false;
  }

  @Override
  public List<Story.Fact> facts() {
    List<Story.Fact> facts = new ArrayList<>();
    facts.add(new Story.Fact("version", version()));
    suite.ifPresent(
        chosen -> {
          facts.add(new Story.Fact("cipher suite", chosen.toString()));
          facts.add(
              new Story.Fact(
                  "key exchange",
                  keyExchange(chosen.keyExchange())
                      + dialogue
                          .event(HandshakeEvent.GroupSelected.class)
                          .map(selected -> " in " + selected.group())
                          .orElse("")));
        });
    dialogue
        .event(HandshakeEvent.PeerIdentified.class)
        .ifPresent(
            peer -> facts.add(new Story.Fact("server", peer.path().leaf().subject().toString())));
    dialogue
        .event(HandshakeEvent.ApplicationProtocolSelected.class)
        .ifPresent(alpn -> facts.add(new Story.Fact("ALPN", alpn.protocol())));
    dialogue
        .event(HandshakeEvent.Tls12Agreed.class)
        .ifPresent(
            agreed ->
                facts.add(
                    new Story.Fact(
                        "main secret", agreed.extendedMainSecret() ? "extended" : "classic")));
    if (dialogue.find(Side.CLIENT, HandshakeType.CERTIFICATE).isPresent()) {
      facts.add(new Story.Fact("client certificate", "asked for"));
    }
    return facts;
  }

  private static String keyExchange(KeyExchange12 keyExchange) {
    return keyExchange == KeyExchange12.RSA ? "RSA key transport" : keyExchange.toString();
  }
}
