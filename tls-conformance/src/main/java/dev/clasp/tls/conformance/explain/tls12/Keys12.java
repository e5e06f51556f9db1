package dev.clasp.tls.conformance.explain.tls12;

import dev.clasp.tls.conformance.explain.Dialogue;
import dev.clasp.tls.conformance.explain.RevealingKeyLog;
import dev.clasp.tls.conformance.explain.Story;
import dev.clasp.tls.conformance.explain.Utterance;
import dev.clasp.tls.conformance.explain.observe.Happening;
import dev.clasp.tls.conformance.explain.observe.Side;
import dev.clasp.tls.crypto.Bytes;
import dev.clasp.tls.crypto.CryptoProvider;
import dev.clasp.tls.crypto.Secret;
import dev.clasp.tls.crypto.Tls12Prf;
import dev.clasp.tls.handshake.HandshakeEvent;
import dev.clasp.tls.handshake.message.ClientHello;
import dev.clasp.tls.handshake.message.ServerHello;
import dev.clasp.tls.handshake.schedule.KeyLog;
import dev.clasp.tls.handshake.schedule.KeySchedule12;
import dev.clasp.tls.handshake.schedule.MainSecret12;
import dev.clasp.tls.protocol.Epoch12;
import dev.clasp.tls.protocol.HandshakeType;
import dev.clasp.tls.protocol.KeyExchange12;
import dev.clasp.tls.protocol.NamedGroup;
import dev.clasp.tls.protocol.Protection12;
import dev.clasp.tls.protocol.Suite12;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From the premaster secret to the keys (RFC 5246 §8.1, §6.3, RFC 7627 §4), computed a second time
 * and apart from the stack's own schedule: the result has to be the keys that the connection used.
 */
final class Keys12 {
  private static final String MAIN = "RFC 5246 §8.1";
  private static final String KEY_BLOCK = "RFC 5246 §6.3";

  private final Dialogue dialogue;
  private final CryptoProvider crypto;
  private final RevealingKeyLog secrets;
  private final Optional<Suite12> suite;

  Keys12(Dialogue dialogue, CryptoProvider crypto, RevealingKeyLog secrets) {
    this.dialogue = dialogue;
    this.crypto = crypto;
    this.secrets = secrets;
    this.suite = Teller12.suite(dialogue);
  }

  /** What exists from this utterance on: everything at once, behind ClientKeyExchange. */
  Optional<Story.Keys> after(int index) {
    Utterance said = dialogue.utterance(index);
    boolean due =
        Teller12.isResumed(dialogue)
            ? said.is(Side.SERVER, HandshakeType.SERVER_HELLO)
            : said.is(Side.CLIENT, HandshakeType.CLIENT_KEY_EXCHANGE);
    return due && suite.isPresent()
        ? mainSecret().map(main -> keys(index, main))
        : Optional.empty();
  }

  private Story.Keys keys(int index, Secret main) {
    List<Story.Derivation> grown = new ArrayList<>();
    List<Story.Check> checks = new ArrayList<>();
    if (Teller12.isResumed(dialogue)) {
      grown.add(
          value(
              "main secret",
              "the one of the session that is resumed",
              "RFC 5246 names it master secret. Fresh randoms make fresh keys of it.",
              MAIN,
              main));
    } else {
      premaster()
          .ifPresent(
              premaster -> {
                grown.add(
                    value("premaster secret", premasterFormula(), premasterUse(), MAIN, premaster));
                checks.add(agreement(index, premaster, main));
              });
      grown.add(mainSecret(index, main));
    }
    checks.addAll(addKeyBlock(grown, main));
    return new Story.Keys(
        "Main secret and keys",
        Teller12.isResumed(dialogue)
            ? "Both sides have the main secret of the session, and the new randoms."
            : "Both sides have the premaster secret: from it and the handshake they derive the main"
                + " secret, and from that the keys of both directions.",
        grown,
        checks);
  }

  private Story.Derivation mainSecret(int index, Secret main) {
    boolean extended = isExtended();
    return new Story.Derivation(
        "main secret",
        extended
            ? "PRF(premaster secret, \"extended master secret\", hash of ClientHello…"
                + "ClientKeyExchange)[48]"
            : "PRF(premaster secret, \"master secret\", client random + server random)[48]",
        "RFC 5246 names it master secret. "
            + (extended
                ? "Bound to the whole handshake so far."
                : "Bound to the two randoms only: see RFC 7627 for what that allows."),
        extended ? "RFC 7627 §4" : MAIN,
        extended ? Optional.of(transcriptHash(index)) : Optional.empty(),
        secrets.show(main));
  }

  private List<Story.Check> addKeyBlock(List<Story.Derivation> grown, Secret main) {
    Protection12 sizes = suite().protection();
    int mac = sizes.macKeyLength();
    int key = sizes.encKeyLength();
    int iv = sizes.fixedIvLength();
    Secret block =
        prf()
            .derive(
                main, "key expansion", serverRandom().plus(clientRandom()), 2 * (mac + key + iv));
    int at = 0;
    List<Secret> parts = new ArrayList<>();
    for (int length : List.of(mac, mac, key, key, iv, iv)) {
      parts.add(block.slice(at, at + length));
      at += length;
    }
    String[] names = {
      "client_write_MAC_key",
      "server_write_MAC_key",
      "client_write_key",
      "server_write_key",
      "client_write_IV",
      "server_write_IV"
    };
    grown.add(
        value(
            "key_block",
            "PRF(main secret, \"key expansion\", server random + client random)[%d]"
                .formatted(block.size()),
            "Cut into the keys below, in this order.",
            KEY_BLOCK,
            block));
    for (int i = 0; i < names.length; i++) {
      if (parts.get(i).size() > 0) {
        grown.add(
            value(
                names[i],
                "the next %d bytes of key_block".formatted(parts.get(i).size()),
                use(names[i]),
                KEY_BLOCK,
                parts.get(i)));
      }
    }
    List<Story.Check> checks = new ArrayList<>();
    checkUsed(Side.CLIENT, List.of(parts.get(0), parts.get(2), parts.get(4)))
        .ifPresent(checks::add);
    checkUsed(Side.SERVER, List.of(parts.get(1), parts.get(3), parts.get(5)))
        .ifPresent(checks::add);
    return checks;
  }

  private static String use(String name) {
    if (name.endsWith("MAC_key")) {
      return "Authenticates its records.";
    }
    return name.endsWith("IV")
        ? "The part of the nonce that is not sent."
        : "Encrypts its records.";
  }

  private Optional<Story.Check> checkUsed(Side side, List<Secret> computed) {
    return dialogue.epochs(side).stream()
        .filter(Epoch12.class::isInstance)
        .map(Epoch12.class::cast)
        .findFirst()
        .map(
            used ->
                new Story.Check(
                    "the %s's keys are those that were used".formatted(side),
                    "key_block computed a second time",
                    KEY_BLOCK,
                    computed.equals(List.of(used.macKey(), used.encKey(), used.fixedIv()))));
  }

  private Story.Check agreement(int index, Secret premaster, Secret main) {
    Secret computed =
        isExtended()
            ? prf()
                .derive(
                    premaster,
                    "extended master secret",
                    transcriptHash(index),
                    KeySchedule12.MAIN_SECRET_LENGTH)
            : prf()
                .derive(
                    premaster,
                    "master secret",
                    clientRandom().plus(serverRandom()),
                    KeySchedule12.MAIN_SECRET_LENGTH);
    return new Story.Check(
        "the premaster secret gives the main secret that was used",
        "computed a second time, with other code",
        isExtended() ? "RFC 7627 §4" : MAIN,
        computed.equals(main));
  }

  /** verify_data as that side has to send it, over everything before the utterance. */
  Optional<Bytes> verifyData(int index) {
    String label = dialogue.utterance(index).from() + " finished";
    return suite.isEmpty()
        ? Optional.empty()
        : mainSecret()
            .map(
                main ->
                    prf()
                        .derivePublic(
                            main,
                            label,
                            transcriptHash(index - 1),
                            MainSecret12.VERIFY_DATA_LENGTH));
  }

  /** The hash of all handshake messages through an utterance. */
  Bytes transcriptHash(int index) {
    return crypto.hashes().digest(suite().hash(), messages(index));
  }

  /** All handshake messages through an utterance; HelloRequest never counts. */
  Bytes messages(int index) {
    return Bytes.concat(
        dialogue.utterances().subList(0, index + 1).stream()
            .filter(said -> said.kind() == Utterance.Kind.HANDSHAKE)
            .filter(said -> !said.isHandshake(HandshakeType.HELLO_REQUEST))
            .map(Utterance::content)
            .toList());
  }

  boolean known() {
    return suite.isPresent();
  }

  CryptoProvider crypto() {
    return crypto;
  }

  Bytes clientRandom() {
    return hello(ClientHello.class).map(hello -> hello.random().bytes()).orElse(Bytes.empty());
  }

  Bytes serverRandom() {
    return hello(ServerHello.class).map(hello -> hello.random().bytes()).orElse(Bytes.empty());
  }

  private <M extends dev.clasp.tls.handshake.message.HandshakeMessage> Optional<M> hello(
      Class<M> type) {
    return dialogue.utterances().stream().flatMap(said -> said.as(type).stream()).findFirst();
  }

  /** What the stack itself derived, by its key log. */
  private Optional<Secret> mainSecret() {
    return dialogue
        .all(Happening.SecretLogged.class)
        .filter(logged -> logged.label() == KeyLog.Label.CLIENT_RANDOM)
        .map(Happening.SecretLogged::secret)
        .findFirst();
  }

  /** Not with pre-shared keys, which go into it and are not ours to know here. */
  private Optional<Secret> premaster() {
    if (suite().keyExchange().usesPsk()) {
      return Optional.empty();
    }
    return dialogue
        .sharedSecret()
        .map(
            shared ->
                suite().keyExchange().share() == KeyExchange12.Share.DHE
                    ? shared.withoutLeadingZeros()
                    : shared);
  }

  private String premasterFormula() {
    return switch (suite().keyExchange().share()) {
      case RSA_ENCRYPTION -> "0x03 0x03 and 46 random bytes";
      case ECDHE ->
          dialogue
                  .event(HandshakeEvent.GroupSelected.class)
                  .map(HandshakeEvent.GroupSelected::group)
                  .map(NamedGroup::toString)
                  .orElse("ECDH")
              + "(own private key, public key of the other side)";
      case DHE -> "(public value of the other side) ^ (own secret) mod p, without leading zeros";
      case NONE -> "from the pre-shared key";
    };
  }

  private String premasterUse() {
    return suite().keyExchange() == KeyExchange12.RSA
        ? "Made by the client, sent encrypted, decrypted by the server with its private key."
        : "Both sides compute the same value from what they kept and what they got; nobody sent it.";
  }

  private boolean isExtended() {
    return dialogue
        .event(HandshakeEvent.Tls12Agreed.class)
        .filter(HandshakeEvent.Tls12Agreed::extendedMainSecret)
        .isPresent();
  }

  private Story.Derivation value(
      String name, String formula, String use, String clause, Secret secret) {
    return new Story.Derivation(name, formula, use, clause, Optional.empty(), secrets.show(secret));
  }

  private Tls12Prf prf() {
    return new Tls12Prf(crypto.hashes(), suite().hash());
  }

  private Suite12 suite() {
    return suite.orElseThrow();
  }
}
