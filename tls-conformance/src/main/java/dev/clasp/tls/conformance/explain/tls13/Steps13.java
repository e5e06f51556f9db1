package dev.clasp.tls.conformance.explain.tls13;

import dev.clasp.tls.conformance.explain.ClassicSteps;
import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story.Fate;
import dev.clasp.tls.conformance.explain.Teller.StepAccount;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.protocol.HandshakeType;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What TLS 1.3 made of the eight classic steps: four are left, in two flights instead of four. */
final class Steps13 {
  private final Dialogue dialogue;

  Steps13(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  StepAccount account(int step) {
    return switch (step) {
      case ClassicSteps.CLIENT_HELLO ->
          here(
              "Still the first word. New: the client sends its half of the key exchange with it, as"
                  + " a guess.",
              said -> said.is(Side.CLIENT, HandshakeType.CLIENT_HELLO));
      case ClassicSteps.SERVER_HELLO ->
          here(
              "Still the server's choice. New: its half of the key exchange stands here, so"
                  + " everything behind it is encrypted.",
              said -> said.is(Side.SERVER, HandshakeType.SERVER_HELLO) && !Teller13.isRetry(said));
      case ClassicSteps.CERTIFICATE -> certificate();
      case ClassicSteps.SERVER_KEY_EXCHANGE ->
          gone(
              "Gone. The server's share moved into ServerHello (key_share), the signature that"
                  + " proves whose it is into CertificateVerify.",
              said ->
                  (said.is(Side.SERVER, HandshakeType.SERVER_HELLO) && !Teller13.isRetry(said))
                      || said.is(Side.SERVER, HandshakeType.CERTIFICATE_VERIFY));
      case ClassicSteps.SERVER_HELLO_DONE ->
          gone(
              "Gone. The server's Finished ends its flight, and proves more.",
              said -> said.is(Side.SERVER, HandshakeType.FINISHED));
      case ClassicSteps.CLIENT_KEY_EXCHANGE ->
          gone(
              "Gone. The client's share moved into ClientHello (key_share), which saves a round"
                  + " trip. Encrypting a premaster secret with the server's RSA key is gone"
                  + " altogether: it had no forward secrecy.",
              said -> said.is(Side.CLIENT, HandshakeType.CLIENT_HELLO));
      case ClassicSteps.CHANGE_CIPHER_SPEC ->
          gone(
              "Gone. Keys change by rule: behind ServerHello and behind Finished. What is sent under"
                  + " its name does nothing and is for old middleboxes.",
              said -> said.kind() == Utterance.Kind.CHANGE_CIPHER_SPEC);
      case ClassicSteps.FINISHED ->
          here(
              "Still the last word of each side: a MAC over everything, now under keys of its own."
                  + " The server's comes first, so the client can send data one round trip"
                  + " earlier.",
              said -> said.isHandshake(HandshakeType.FINISHED));
      default -> throw new IllegalArgumentException("step " + step);
    };
  }

  private StepAccount certificate() {
    if (Teller13.isResumed(dialogue) || Teller13.hasExternalPsk(dialogue)) {
      return new StepAccount(
          Fate.SKIPPED,
          "Not needed: the pre-shared key proves who the server is. "
              + (Teller13.isResumed(dialogue)
                  ? "Only the server of the first handshake has it."
                  : "Only those who were given it have it."),
          List.of());
    }
    return here(
        "Still there, now encrypted: a listener does not see who speaks. CertificateVerify behind it"
            + " proves that the server has the private key.",
        said -> said.is(Side.SERVER, HandshakeType.CERTIFICATE));
  }

  private StepAccount here(String text, Predicate<Utterance> which) {
    List<Integer> places = places(which);
    return places.isEmpty()
        ? new StepAccount(Fate.NOT_REACHED, "Not reached.", places)
        : new StepAccount(Fate.HERE, text, places);
  }

  private StepAccount gone(String text, Predicate<Utterance> instead) {
    return new StepAccount(Fate.GONE, text, places(instead));
  }

  private List<Integer> places(Predicate<Utterance> which) {
    return IntStream.range(0, dialogue.utterances().size())
        .filter(index -> which.test(dialogue.utterance(index)))
        .boxed()
        .toList();
  }

  /** The step an utterance belongs to. */
  int at(int index) {
    Utterance said = dialogue.utterance(index);
    if (said.kind() != Utterance.Kind.HANDSHAKE) {
      return said.from() == Side.CLIENT ? ClassicSteps.FINISHED : ClassicSteps.SERVER_HELLO;
    }
    return HandshakeType.of(said.content().get(0))
        .map(
            type ->
                switch (type) {
                  case CLIENT_HELLO -> ClassicSteps.CLIENT_HELLO;
                  case CERTIFICATE, CERTIFICATE_VERIFY -> ClassicSteps.CERTIFICATE;
                  case FINISHED, NEW_SESSION_TICKET, KEY_UPDATE -> ClassicSteps.FINISHED;
                  default -> ClassicSteps.SERVER_HELLO;
                })
        .orElse(ClassicSteps.SERVER_HELLO);
  }
}
