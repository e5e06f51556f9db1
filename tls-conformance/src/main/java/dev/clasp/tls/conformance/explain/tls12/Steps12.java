package dev.clasp.tls.conformance.explain.tls12;

import dev.clasp.tls.conformance.explain.ClassicSteps;
import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.Story.Fate;
import dev.clasp.tls.conformance.explain.Teller.StepAccount;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The eight classic steps where they are at home (RFC 5246 §7.3). */
final class Steps12 {
  private final Dialogue dialogue;
  private final Optional<KeyExchange12> keyExchange;

  Steps12(Dialogue dialogue, Optional<KeyExchange12> keyExchange) {
    this.dialogue = dialogue;
    this.keyExchange = keyExchange;
  }

  StepAccount account(int step) {
    return switch (step) {
      case ClassicSteps.CLIENT_HELLO ->
          here(
              "The client says which version and which suites it can use, and adds a random.",
              said -> said.is(Side.CLIENT, HandshakeType.CLIENT_HELLO));
      case ClassicSteps.SERVER_HELLO ->
          here(
              "The server chooses version and suite, and adds a random of its own.",
              said -> said.is(Side.SERVER, HandshakeType.SERVER_HELLO));
      case ClassicSteps.CERTIFICATE -> certificate();
      case ClassicSteps.SERVER_KEY_EXCHANGE -> serverKeyExchange();
      case ClassicSteps.SERVER_HELLO_DONE ->
          unlessResumed(
              here(
                  "The server is done and waits for the client.",
                  said -> said.is(Side.SERVER, HandshakeType.SERVER_HELLO_DONE)));
      case ClassicSteps.CLIENT_KEY_EXCHANGE ->
          unlessResumed(
              here(
                  clientKeyExchange(),
                  said -> said.is(Side.CLIENT, HandshakeType.CLIENT_KEY_EXCHANGE)));
      case ClassicSteps.CHANGE_CIPHER_SPEC ->
          here(
              "Each side switches to the keys made from the premaster secret: one byte, and"
                  + " everything behind it is encrypted and authenticated.",
              said -> said.kind() == Utterance.Kind.CHANGE_CIPHER_SPEC);
      case ClassicSteps.FINISHED ->
          here(
              "Each side proves, under the new keys, that it saw the same handshake. Then the"
                  + " application may speak.",
              said -> said.isHandshake(HandshakeType.FINISHED));
      default -> throw new IllegalArgumentException("step " + step);
    };
  }

  private StepAccount certificate() {
    if (keyExchange.isPresent() && !keyExchange.get().hasCertificate()) {
      return new StepAccount(
          Fate.SKIPPED, "Not needed: the pre-shared key proves who the server is.", List.of());
    }
    return unlessResumed(
        here(
            "The server shows its certificate; the client verifies it against a CA it trusts.",
            said -> said.is(Side.SERVER, HandshakeType.CERTIFICATE)));
  }

  private StepAccount serverKeyExchange() {
    StepAccount sent =
        here(
            keyExchange.isPresent() && keyExchange.get().hasCertificate()
                ? "The certificate alone does not suffice: its key only signs. So the server sends"
                    + " an ephemeral public key, signed with it."
                : "The server's part of the key exchange, or a hint at the pre-shared key.",
            said -> said.is(Side.SERVER, HandshakeType.SERVER_KEY_EXCHANGE));
    boolean needed =
        keyExchange.map(KeyExchange12::needsServerKeyExchange).orElse(true)
            || !sent.utterances().isEmpty();
    return unlessResumed(
        needed
            ? sent
            : new StepAccount(
                Fate.SKIPPED,
                keyExchange.filter(KeyExchange12::hasCertificate).isPresent()
                    ? "Not needed: the certificate suffices. Its RSA key will encrypt the premaster"
                        + " secret."
                    : "Not needed: both sides have the pre-shared key, and no hint was given.",
                List.of()));
  }

  private String clientKeyExchange() {
    return keyExchange
        .map(
            exchange ->
                switch (exchange.share()) {
                  case RSA_ENCRYPTION ->
                      "The client makes a random premaster secret and encrypts it with the server's"
                          + " RSA public key. Only the server can read it; there is no forward"
                          + " secrecy.";
                  case ECDHE ->
                      "The client's share of the elliptic curve Diffie-Hellman exchange; both sides"
                          + " compute the premaster secret, and nobody sends it.";
                  case DHE ->
                      "The client's share of the Diffie-Hellman exchange; both sides compute the"
                          + " premaster secret, and nobody sends it.";
                  case NONE -> "The client says which pre-shared key is meant.";
                })
        .orElse("The client's part of the premaster secret.");
  }

  private StepAccount unlessResumed(StepAccount account) {
    return Teller12.isResumed(dialogue)
        ? new StepAccount(
            Fate.SKIPPED,
            "Not needed: the session is resumed, and both sides have its main secret.",
            List.of())
        : account;
  }

  private StepAccount here(String text, Predicate<Utterance> which) {
    List<Integer> places =
        IntStream.range(0, dialogue.utterances().size())
            .filter(index -> which.test(dialogue.utterance(index)))
            .boxed()
            .toList();
    return places.isEmpty()
        ? new StepAccount(Fate.NOT_REACHED, "Not reached.", places)
        : new StepAccount(Fate.HERE, text, places);
  }

  /** The step an utterance belongs to. */
  int at(int index) {
    Utterance said = dialogue.utterance(index);
    if (said.kind() == Utterance.Kind.CHANGE_CIPHER_SPEC) {
      return ClassicSteps.CHANGE_CIPHER_SPEC;
    }
    if (said.kind() != Utterance.Kind.HANDSHAKE) {
      return ClassicSteps.FINISHED;
    }
    return HandshakeType.of(said.content().get(0))
        .map(
            type ->
                switch (type) {
                  case CLIENT_HELLO -> ClassicSteps.CLIENT_HELLO;
                  case CERTIFICATE, CERTIFICATE_STATUS -> ClassicSteps.CERTIFICATE;
                  case SERVER_KEY_EXCHANGE -> ClassicSteps.SERVER_KEY_EXCHANGE;
                  case CERTIFICATE_REQUEST, SERVER_HELLO_DONE -> ClassicSteps.SERVER_HELLO_DONE;
                  case CLIENT_KEY_EXCHANGE, CERTIFICATE_VERIFY -> ClassicSteps.CLIENT_KEY_EXCHANGE;
                  case FINISHED, NEW_SESSION_TICKET -> ClassicSteps.FINISHED;
                  default -> ClassicSteps.SERVER_HELLO;
                })
        .orElse(ClassicSteps.SERVER_HELLO);
  }
}
